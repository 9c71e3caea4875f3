import { nearest } from '../core/nearest.ts';
import type { Transition } from './model.ts';
import type { Path } from './places.ts';
import type { Problems } from './problems.ts';
import type { NamedTransition, Transition as TransitionInFile } from './schema.gen.ts';
import { isTime, type Measure, type TimeInFile } from './time.ts';
import { inWords } from './wording.ts';
import { xfadeNames } from './xfade-names.ts';

const usual = 0.5;

/** A transition as it is written: what a beat of its length is depends on the segment that it is for. */
export type Unmeasured = WithTime<Transition>;

type WithTime<T> = T extends { readonly duration: number }
  ? Omit<T, 'duration'> & { readonly duration: TimeInFile; readonly path: Path }
  : T;

/** The transition that the file means; an unknown one becomes a cut, after it is reported. */
export function transitionOf(written: TransitionInFile, path: Path, problems: Problems): Unmeasured {
  if (isTime(written)) return { type: 'dissolve', duration: written, path };
  if (isName(written)) return written === 'cut' ? { type: 'cut' } : { type: written, duration: usual, path };
  const { duration: length = usual } = written;
  const duration = { duration: length, path: [...path, 'duration'] };
  if ('xfade' in written) {
    if (xfadeNames.includes(written.xfade)) return { type: 'xfade', name: written.xfade, ...duration };
    problems.add(unknownXfade(written.xfade, [...path, 'xfade']));
    return { type: 'cut' };
  }
  if (written.type !== 'cut') return { type: written.type, ...duration };
  if (written.duration !== undefined) {
    problems.add({
      code: 'misplaced-key',
      path: [...path, 'duration'],
      part: 'key',
      message: 'A cut has no length.',
      help: 'Delete `duration`, or name another transition.',
    });
  }
  return { type: 'cut' };
}

function unknownXfade(name: string, path: Path) {
  const guess = nearest(name, xfadeNames);
  return {
    code: 'unknown-value' as const,
    path,
    message: `ffmpeg's xfade knows no transition ${inWords(name)}.`,
    help: guess === undefined ? `It knows ${xfadeNames.join(', ')}.` : `Did you mean \`${guess}\`?`,
  };
}

/** Of what the schema lets through. */
const isName = (written: Exclude<TransitionInFile, number>): written is NamedTransition['type'] =>
  typeof written === 'string';

/** Its length in seconds; none, or none that can be known, is a cut. */
export function measured(written: Unmeasured, { seconds }: Measure): Transition {
  if (written.type === 'cut') return written;
  const { path, ...transition } = written;
  const duration = seconds(written.duration, path);
  return duration ? { ...transition, duration } : { type: 'cut' };
}

export const isFade = (transition: Transition): boolean =>
  transition.type === 'fade-to-black' || transition.type === 'fade-to-white';

export const overlapOf = (transition: Transition): number =>
  transition.type === 'cut' ? 0 : transition.duration;
