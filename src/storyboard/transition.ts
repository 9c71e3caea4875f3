import { nearest } from '../core/nearest.ts';
import type { Transition } from './model.ts';
import type { Path } from './places.ts';
import type { Problems } from './problems.ts';
import type { Transition as TransitionInFile } from './schema.gen.ts';
import { inWords } from './wording.ts';
import { xfadeNames } from './xfade-names.ts';

const usual = 0.5;

/** The transition that the file means; an unknown one becomes a cut, after it is reported. */
export function transitionOf(written: TransitionInFile, path: Path, problems: Problems): Transition {
  if (typeof written === 'number')
    return written === 0 ? { type: 'cut' } : { type: 'dissolve', duration: written };
  if (typeof written === 'string')
    return written === 'cut' ? { type: 'cut' } : { type: written, duration: usual };
  const { duration = usual } = written;
  if ('xfade' in written) {
    if (xfadeNames.includes(written.xfade)) return { type: 'xfade', name: written.xfade, duration };
    problems.add(unknownXfade(written.xfade, [...path, 'xfade']));
    return { type: 'cut' };
  }
  if (written.type !== 'cut') return { type: written.type, duration };
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

export const isFade = (transition: Transition): boolean =>
  transition.type === 'fade-to-black' || transition.type === 'fade-to-white';

export const overlapOf = (transition: Transition): number =>
  transition.type === 'cut' ? 0 : transition.duration;
