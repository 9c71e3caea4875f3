import { ok, type Result } from '../../core/result.ts';
import type { TimelineCue } from '../../planner/plan.ts';
import type { Cutting } from '../cutting-room.ts';
import type { CutProblems } from '../problems.ts';
import { decodeRecording, type Kept } from './decode.ts';
import { type Dip, dipsIn, edge, type Passage, type Ramp } from './passage.ts';
import { placeOfRecording } from './places.ts';
import { rate, sampleAt } from './raw.ts';

/** The film's cues as passages. Those that make room are lowered at `dips`. */
export async function cuePassages(
  cutting: Cutting,
  dips: readonly Dip[],
): Promise<Result<readonly Passage[], CutProblems>> {
  const { film } = cutting;
  const { timeline } = film;
  const length = sampleAt(timeline.frames, timeline.fps);
  const passages: Passage[] = [];
  for (const cue of timeline.cues) {
    const kept = await decodeRecording(cue.file, cutting, cue.from);
    if (!kept.ok) return kept;
    const first = sampleAt(cue.start, timeline.fps);
    const passage = passageOf(cue, kept.value, first, length);
    if (passage) passages.push(cue.duck ? sinking(passage, dips) : passage);
  }
  return ok(passages);
}

/** From the film's sample `first` to the end of its part or of the film. Undefined if nothing of it is heard. */
function passageOf(
  { from, to, volume, fadeIn, fadeOut }: TimelineCue,
  { file, samples, lowered }: Kept,
  first: number,
  length: number,
): Passage | undefined {
  const begin = Math.round(from * rate);
  const stop = Math.min(samples, to === undefined ? samples : Math.round(to * rate));
  const place = placeOfRecording(first, stop - begin, length);
  if (!place) return undefined;
  const { start, end, ramps } = place;
  const [rise, fall] = [fadeIn, fadeOut].map((fade) => Math.min(end - start, Math.round(fade * rate)));
  const fades: readonly Ramp[] = [
    ...(rise && rise > edge ? [{ kind: 'rise', begin: start, end: start + rise } as const] : []),
    ...(fall && fall > edge ? [{ kind: 'fall', begin: end - fall, end } as const] : []),
  ];
  const others = ramps.filter(({ kind }) => fades.every((fade) => fade.kind !== kind));
  const gain = volume + lowered;
  return { file, start, end, from: begin + place.from, gain, ramps: [...others, ...fades], dips: [] };
}

const sinking = (passage: Passage, dips: readonly Dip[]): Passage => ({
  ...passage,
  dips: dipsIn(dips, passage.start, passage.end),
});
