import { basename } from 'node:path';
import { ok, type Result } from '../../core/result.ts';
import { group } from '../../media/encoding.ts';
import type { TimelineEntry } from '../../planner/plan.ts';
import type { Cutting, Film } from '../cutting-room.ts';
import type { Shot } from '../material.ts';
import { type CutProblems, ifDamaged, short, unreadable } from '../problems.ts';
import { numberOf, type Stream } from '../transitions/stream.ts';
import { drawCard } from './card.ts';
import type { Companion } from './company.ts';
import { develop } from './develop.ts';
import { drawnWords } from './drawn-words.ts';
import type { Rendering } from './encode.ts';
import { framesOf, inputOf, type Range } from './source.ts';
import { drawWords } from './words.ts';
import { zonesOf } from './zones.ts';

/**
 * A whole shot, with its text, encoded so that it fits the film and can be cut almost anywhere by copying. A transition can
 * then change without encoding the shot again.
 */
export async function preparation(
  shot: Shot,
  company: readonly Companion[],
  cutting: Cutting,
): Promise<Result<Rendering, CutProblems>> {
  const { film } = cutting;
  const { entry, material } = shot;
  const { segment, sourceStart, frames, speed } = entry;
  // A card's background has no bars.
  const fit = entry.footage.kind === 'card' ? 'crop' : entry.fit;
  const shown =
    material.kind === 'photo' ? await develop(material, { ...entry, fit }, cutting) : ok(material);
  if (!shown.ok) return shown;
  const drawings = await drawingsOver(shot, company, cutting);
  const over = laidOver(drawings, { size: film.size, fps: film.timeline.fps, frames });
  const rendering = (range: Range): Rendering => ({
    inputs: [inputOf(range, film), ...drawings.map(drawingInput)],
    graph: [framesOf(range, film, 0, under(0, drawings)), ...(over === '' ? [] : [over])].join(';'),
    frames,
    group: group.cut,
    failure: (reason) => unreadable(shot, reason),
    ...ifDamaged(shot),
    short: (has) => ({
      instead: rendering({ ...range, has }),
      // Rounding at a cut may need one more frame. Nobody notices that it is held.
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
  drawnWords(entry, film).length > 0 || cardOver(entry) !== undefined;

/** A card with its text over footage or a picture. */
const cardOver = ({ footage }: TimelineEntry) =>
  footage.kind === 'card' && footage.card.behind ? footage.card : undefined;

/** A drawing, identified by its content. Without `frames`, it is visible in all of them. */
interface Drawing {
  readonly file: string;
  readonly during?: { readonly from: number; readonly to: number };
}

/** Drawings over a shot, the lowest first. */
async function drawingsOver(
  shot: Shot,
  company: readonly Companion[],
  cutting: Cutting,
): Promise<readonly Drawing[]> {
  const { film } = cutting;
  const { segment, frames } = shot.entry;
  const card = cardOver(shot.entry);
  const zones = zonesOf(shot, film.size, company);
  const words = drawnWords(shot.entry, film).map(async (one): Promise<Drawing> => {
    const file = await drawWords(one, zones[one.position], film.size, segment, cutting);
    const { from, to } = one;
    return from === 0 && to === frames ? { file } : { file, during: { from, to } };
  });
  const behind = card ? [{ file: await drawCard(card, film.size, segment, cutting) }] : [];
  return [...behind, ...(await Promise.all(words))];
}

const drawingInput = ({ file }: Drawing): Rendering['inputs'][number] => ({
  key: basename(file),
  file,
  args: ['-f', 'png_pipe'],
});

/** Overlays drawings on `[bare0]`, as `[v]`. The single picture of each is repeated as long as there are pictures below it. */
function laidOver(drawings: readonly Drawing[], stream: Stream): string {
  const laid = drawings.map(({ during }, n) => {
    const when = during && `=enable='between(${numberOf(stream)},${during.from},${during.to - 1})'`;
    return (
      `[${n + 1}:v:0]scale=out_color_matrix=bt709:out_range=tv,format=yuva420p[words${n}];` +
      `[${under(n, drawings)}][words${n}]overlay${when ?? ''}[${under(n + 1, drawings)}]`
    );
  });
  return laid.join(';');
}

/** The input below the n-th drawing; after the last, the result. */
const under = (n: number, drawings: readonly Drawing[]): string => (n === drawings.length ? 'v' : `bare${n}`);
