import { say, says } from '../core/sentence.ts';
import type { Transition } from './model.ts';
import type { Path } from './places.ts';
import type { Problems } from './problems.ts';
import type { NamedTransition, Transition as TransitionInFile } from './schema.gen.ts';
import { isTime, type Measure } from './time.ts';
import type { TimeInFile } from './time-advice.ts';

const usual = 0.5;

/** A transition as written: the length of a beat depends on the segment that uses it. */
export type Unmeasured = WithTime<Transition>;

/** One that has a duration. */
export type Lasting = Exclude<Unmeasured, { readonly type: 'cut' }>;

type WithTime<T> = T extends { readonly duration: number }
  ? Omit<T, 'duration'> & { readonly duration: TimeInFile; readonly path: Path }
  : T;

/** The transition that the file means. */
export function transitionOf(written: TransitionInFile, path: Path, problems: Problems): Unmeasured {
  if (isTime(written)) return { type: 'dissolve', duration: written, path };
  if (isName(written)) return written === 'cut' ? { type: 'cut' } : { type: written, duration: usual, path };
  const { duration: length = usual } = written;
  const duration = { duration: length, path: [...path, 'duration'] };
  if ('xfade' in written) return { type: 'xfade', name: written.xfade, ...duration };
  if (written.type !== 'cut') return { type: written.type, ...duration };
  if (written.duration !== undefined) {
    problems.add({
      code: 'misplaced-key',
      path: [...path, 'duration'],
      part: 'key',
      ...says(
        say`A \`${{ beside: 'cut' }}\` has no \`${{ key: 'duration' }}\`.`,
        say`Delete it, or choose another transition.`,
      ),
    });
  }
  return { type: 'cut' };
}

/** Given what the schema allows. */
const isName = (written: Exclude<TransitionInFile, number>): written is NamedTransition['type'] =>
  typeof written === 'string';

/** With its duration in seconds; without one, or if it is unknown, it is a cut. */
export function measured(written: Unmeasured, { seconds }: Measure): Transition {
  if (written.type === 'cut') return written;
  const { path, ...transition } = written;
  const duration = seconds(written.duration, path);
  return duration ? { ...transition, duration } : { type: 'cut' };
}

/** What to write, with its key, so that it lasts no longer than some seconds; undefined if nothing would be left. */
export function shorter(
  { type, duration: now, path }: Lasting,
  most: number,
  { upTo }: Measure,
): string | undefined {
  const duration = upTo(most, now);
  if (duration === undefined) return undefined;
  if (path.at(-1) === 'duration') return `duration: ${duration}`;
  return type === 'dissolve'
    ? `transition: ${duration}`
    : `transition: { type: ${type}, duration: ${duration} }`;
}

export const isFade = (transition: Transition): boolean =>
  transition.type === 'fade-to-black' || transition.type === 'fade-to-white';

export const overlapOf = (transition: Transition): number =>
  transition.type === 'cut' ? 0 : transition.duration;
