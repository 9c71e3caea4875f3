import { basename } from 'node:path';
import { ok, type Result } from '../../core/result.ts';
import { group } from '../../media/encoding.ts';
import type { TimelineEntry } from '../../planner/plan.ts';
import type { CuttingRoom, Film } from '../cutting-room.ts';
import type { Shot } from '../material.ts';
import { type Problems, short, unreadable } from '../problems.ts';
import { drawCaption } from './caption.ts';
import { drawCard } from './card.ts';
import { develop } from './develop.ts';
import type { Rendering } from './encode.ts';
import { framesOf, inputOf, type Range } from './source.ts';
import { zonesOf } from './zones.ts';

/**
 * A whole shot as the film can hold it, in its size and with its caption, and cut nearly anywhere by copying:
 * a transition can then change without the shot being encoded again.
 */
export async function preparation(
  shot: Shot,
  film: Film,
  room: CuttingRoom,
): Promise<Result<Rendering, Problems>> {
  const { entry, material } = shot;
  const { segment, sourceStart, frames, speed } = entry;
  // Behind a card's words there are no bars.
  const fit = entry.footage.kind === 'card' ? 'crop' : entry.fit;
  const shown =
    material.kind === 'photo' ? await develop(material, { ...entry, fit }, film, room) : ok(material);
  if (!shown.ok) return shown;
  const words = await wordsOver(shot, film, room);
  const rendering = (range: Range): Rendering => ({
    inputs: [inputOf(range, film), ...words.map(wordsInput)],
    graph: [framesOf(range, film, '0:v:0', under(0, words)), ...words.map((_, i) => laidOver(i, words))].join(
      ';',
    ),
    frames,
    group: group.cut,
    failure: (reason) => unreadable(entry, reason),
    short: (has) => ({
      instead: rendering({ ...range, has }),
      // A frame more is what the rounding of a cut may ask for: nobody sees that it is held.
      ...(frames - has > 1 && { notice: short(segment, has, frames) }),
    }),
  });
  return ok(
    rendering({
      material: shown.value,
      from: sourceStart,
      frames,
      fit,
      ...(speed !== undefined && { speed }),
    }),
  );
}

/** Whether anything is drawn into a shot's pictures. */
export const isWrittenOn = (entry: TimelineEntry, film: Film): boolean =>
  captionOf(entry, film) !== undefined || wordsOf(entry) !== undefined;

const captionOf = ({ caption }: TimelineEntry, film: Film): string | undefined =>
  film.burnCaptions ? caption : undefined;

/** A card whose words lie over something that runs or stands behind them. */
const wordsOf = ({ footage }: TimelineEntry) =>
  footage.kind === 'card' && footage.card.behind ? footage.card : undefined;

/** Drawings that lie over a shot, the lowest first, each called by what it shows. */
async function wordsOver(shot: Shot, film: Film, room: CuttingRoom): Promise<readonly string[]> {
  const { entry } = shot;
  const caption = captionOf(entry, film);
  const card = wordsOf(entry);
  const zone = zonesOf(shot, film.size).bottom;
  return [
    ...(card ? [await drawCard(card, film.size, entry.segment, room)] : []),
    ...(caption === undefined ? [] : [await drawCaption(caption, zone, film.size, entry.segment, room)]),
  ];
}

const wordsInput = (file: string): Rendering['inputs'][number] => ({
  key: basename(file),
  file,
  args: ['-f', 'png_pipe'],
});

/** What the n-th drawing is laid over; after the last, the whole. */
const under = (n: number, words: readonly string[]): string => (n === words.length ? 'v' : `bare${n}`);

/** The one picture of a drawing stays for as long as there are pictures under it. */
const laidOver = (n: number, words: readonly string[]): string =>
  `[${n + 1}:v:0]scale=out_color_matrix=bt709:out_range=tv,format=yuva420p[words${n}];` +
  `[${under(n, words)}][words${n}]overlay[${under(n + 1, words)}]`;
