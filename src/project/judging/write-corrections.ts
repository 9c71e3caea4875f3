import { readFile } from 'node:fs/promises';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { toFrames } from '../../core/frames.ts';
import { err, ok, type Result, unreachable } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import type { Correction } from '../../judge/judgement.ts';
import type { Plan } from '../../planner/plan.ts';
import type { Segment } from '../../storyboard/model.ts';
import { type SegmentPosition, writeKey } from '../../storyboard/write-segment.ts';
import { writeTrim } from '../../storyboard/write-trim.ts';
import { placeIn } from '../film/edit-storyboard.ts';
import { type FilmRequest, openPlan, type PlannedFilm } from '../film/film.ts';
import { replaceText } from '../film/replace-text.ts';
import type { World } from '../machine/world.ts';

/** What was written into a segment, as in the storyboard. */
export interface WrittenCorrection {
  readonly segment: string;
  readonly write: string;
}

/**
 * Writes corrections into the storyboard: all of them, or none if the film could not be planned as before with them. No footage
 * is made again by what this writes.
 */
export async function writeCorrections(
  world: World,
  request: FilmRequest,
  planned: PlannedFilm,
  corrections: readonly Correction[],
): Promise<Result<readonly WrittenCorrection[], readonly Diagnostic[]>> {
  const { located, storyboard } = planned.film;
  const before = await readFile(located.absolute, 'utf8');
  let text = before;
  const written: WrittenCorrection[] = [];
  for (const correction of corrections) {
    const segment = storyboard.segments.find(({ id }) => id === correction.segment);
    const position = placeIn(text, planned.film, correction.segment);
    if (segment === undefined) continue;
    const wanted = writtenFor(correction, segment, planned.plan);
    const next = position ? writeInto(text, position, wanted) : err('the segment was not found');
    if (!next.ok) return err([notWritten(segment.id, textOf(wanted), next.error)]);
    text = next.value;
    written.push({ segment: segment.id, write: textOf(wanted) });
  }
  if (text === before) return ok([]);
  const replaced = await replaceText(located.absolute, text);
  const none = (why: string) => err(written.map(({ segment, write }) => notWritten(segment, write, why)));
  if (!replaced.ok) return none(replaced.error);
  const again = await openPlan(world, request);
  if (again.ok && isAsBefore(planned.plan, again.value.plan)) return ok(written);
  await replaceText(located.absolute, before);
  return none(again.ok ? 'footage would be made again' : 'the storyboard would have errors');
}

/** A correction as it would be written: `trim: { from: 2 frames }`. */
export function correctionText(correction: Correction, { film, plan }: PlannedFilm): string {
  const segment = film.storyboard.segments.find(({ id }) => id === correction.segment);
  return segment ? textOf(writtenFor(correction, segment, plan)) : '';
}

/** A correction as it is written: a `trim` is counted in frames of the film from the footage's beginning. */
type Written = { readonly volume: string } | { readonly edge: 'from' | 'to'; readonly at: string };

function writtenFor(correction: Correction, { id, trim }: Segment, { timeline }: Plan): Written {
  const { fps, entries } = timeline;
  const from = toFrames(trim?.from ?? 0, fps);
  switch (correction.kind) {
    case 'volume':
      return { volume: `${correction.decibels} dB` };
    case 'trim-start':
      return { edge: 'from', at: frames(from + correction.frames) };
    case 'trim-end': {
      const shown = entries.filter(({ segment }) => segment === id);
      const length = shown.reduce((sum, entry) => sum + entry.frames, 0);
      return { edge: 'to', at: frames(from + length - correction.frames) };
    }
    default:
      return unreachable(correction);
  }
}

const frames = (count: number): string => `${count} ${count === 1 ? 'frame' : 'frames'}`;

const textOf = (written: Written): string =>
  'volume' in written ? `volume: ${written.volume}` : `trim: { ${written.edge}: ${written.at} }`;

const writeInto = (text: string, position: SegmentPosition, written: Written): Result<string, string> =>
  'volume' in written
    ? writeKey(text, position, 'volume', written.volume)
    : writeTrim(text, position, written.edge, written.at);

function isAsBefore(before: Plan, after: Plan): boolean {
  const known = new Set(before.jobs.map(({ fingerprint }) => fingerprint));
  return after.jobs.every(({ fingerprint }) => known.has(fingerprint));
}

const notWritten = (segment: string, write: string, why: string): Diagnostic => ({
  severity: 'error',
  code: 'correction-not-written',
  ...says(
    say`\`${{ write }}\` could not be written into ${segment}: ${{ cause: why }}.`,
    say`Nothing was changed: write it by hand, or leave it out by naming other segments.`,
  ),
  segment,
});
