import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Size, toSeconds } from '../../core/frames.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Box, Item } from '../../media/drawing/sheet.ts';
import type { FfmpegFailure } from '../../media/ffmpeg.ts';
import type { Timeline, TimelineEntry } from '../../planner/plan.ts';
import { tableOf } from '../cache.ts';
import type { CuttingRoom } from '../cutting-room.ts';
import { inParallel } from '../parallel.ts';
import { type ContactLayout, layOutContacts } from './contact-layout.ts';
import type { FinishedFilm } from './finished-film.ts';
import { grabFrame } from './grab-frame.ts';

/** Few programs can open a larger sheet. Of a longer film, evenly spaced segments are shown. */
const mostPictures = 240;
const ground = '#16181c';
const light = '#f2efe9';
const dim = '#9aa0a8';

/** All segments of a film in one picture: a frame of each, its id and the time when it begins. */
export async function drawContactSheet(
  page: Size,
  finished: FinishedFilm,
  room: CuttingRoom,
  draft: string,
): Promise<Result<void, FfmpegFailure>> {
  const { timeline } = finished.film;
  const cells = evenly(contactsOf(timeline), mostPictures);
  const layout = layOutContacts(cells.length, page);
  const size = layout.cells[0]?.picture ?? page;
  const pictures = await inParallel(cells, availableParallelism(), async ({ frame }) => {
    const png = join(tableOf(room), `contact-${frame}.png`);
    const grabbed = await grabFrame(finished, { frame, size }, room.tools, png, room.signal);
    return grabbed.ok ? ok(await readFile(png)) : grabbed;
  });
  if (!pictures.ok) return pictures;
  const { typeset } = await import('../../media/drawing/typeset.ts');
  const { region } = finished.film;
  const items = [
    headingItem(finished, layout),
    ...cells.flatMap(({ entry }, i) => cellItems(entry, pictures.value[i], layout.cells[i], timeline.fps)),
  ];
  const sheet = { size: layout.page, background: ground, items, ...(region && { region }) };
  await writeFile(draft, await typeset(sheet));
  return ok(undefined);
}

/** The entries, each with the film frame in the middle of the part where it is visible alone. */
function contactsOf({
  entries,
}: Timeline): readonly { readonly entry: TimelineEntry; readonly frame: number }[] {
  return entries.map((entry, i) => {
    const alone = { from: entries[i - 1]?.overlap ?? 0, to: entry.frames - entry.overlap };
    return { entry, frame: entry.start + Math.floor((alone.from + alone.to) / 2) };
  });
}

/** At most `most` of the items, evenly spaced, including the first. */
function evenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  const chosen = new Set(Array.from({ length: most }, (_, i) => Math.floor((i * items.length) / most)));
  return items.filter((_, i) => chosen.has(i));
}

function headingItem({ film: { title, timeline } }: FinishedFilm, { heading }: ContactLayout): Item {
  const { entries, frames, fps } = timeline;
  const segments = entries.length === 1 ? '1 segment' : `${entries.length} segments`;
  return {
    kind: 'text',
    box: heading,
    spans: [
      { text: title, color: light, bold: true },
      { text: `   ${clock(frames, fps)}, ${segments}`, color: dim, scale: 0.7 },
    ],
    em: letters(heading),
    lines: 1,
    stand: 'middle',
  };
}

function cellItems(
  entry: TimelineEntry,
  bytes: Uint8Array | undefined,
  cell: ContactLayout['cells'][number] | undefined,
  fps: number,
): readonly Item[] {
  if (bytes === undefined || cell === undefined) throw new Error('every segment has a picture and a place');
  const { x, y, width, height } = cell.label;
  const time = Math.round(width * 0.3);
  const name = { x, y, width: width - time, height };
  const text = { kind: 'text', lines: 1, em: letters(cell.label), stand: 'middle' } as const;
  return [
    { kind: 'image', box: cell.picture, bytes },
    { ...text, box: name, spans: [{ text: entry.segment, color: light }] },
    {
      ...text,
      box: { x: x + width - time, y, width: time, height },
      spans: [{ text: clock(entry.start, fps), color: dim, face: 'mono' }],
      align: 'end',
    },
  ];
}

const letters = ({ height }: Box): { most: number; least: number } => ({
  most: Math.max(4, Math.floor(height / 1.3)),
  least: 4,
});

/** `1:05.3`: minutes, seconds and tenths, so that short segments don't show the same time. */
function clock(frames: number, fps: number): string {
  const tenths = Math.round(toSeconds(frames, fps) * 10);
  const seconds = Math.floor(tenths / 10) % 60;
  return `${Math.floor(tenths / 600)}:${String(seconds).padStart(2, '0')}.${tenths % 10}`;
}
