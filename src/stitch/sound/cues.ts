import { ok, type Result } from '../../core/result.ts';
import type { Timeline, TimelineCue } from '../../planner/plan.ts';
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
  const { timeline } = cutting.film;
  const passages: Passage[] = [];
  for (const cue of timeline.cues) {
    const kept = await decodeRecording(cue.file, cutting, cue.from);
    if (!kept.ok) return kept;
    passages.push(...cuePassage(cue, kept.value, timeline, dips));
  }
  return ok(passages);
}

/** To the end of its part or of the film. None if nothing of it is heard. */
export function cuePassage(
  { start: frame, from, to, volume, duck, fadeIn, fadeOut }: TimelineCue,
  { file, samples, lowered }: Kept,
  { frames, fps }: Pick<Timeline, 'frames' | 'fps'>,
  dips: readonly Dip[],
): readonly Passage[] {
  const begin = Math.round(from * rate);
  const stop = Math.min(samples, to === undefined ? samples : Math.round(to * rate));
  const place = placeOfRecording(sampleAt(frame, fps), stop - begin, sampleAt(frames, fps));
  if (!place) return [];
  const { start, end, ramps } = place;
  const [rise, fall] = [fadeIn, fadeOut].map((fade) => Math.min(end - start, Math.round(fade * rate)));
  const fades: readonly Ramp[] = [
    ...(rise && rise > edge ? [{ kind: 'rise', begin: start, end: start + rise } as const] : []),
    ...(fall && fall > edge ? [{ kind: 'fall', begin: end - fall, end } as const] : []),
  ];
  const others = ramps.filter(({ kind }) => fades.every((fade) => fade.kind !== kind));
  const gain = volume + lowered;
  return [
    {
      ...{ file, start, end, from: begin + place.from, gain, ramps: [...others, ...fades] },
      dips: duck ? dipsIn(dips, start, end) : [],
    },
  ];
}
