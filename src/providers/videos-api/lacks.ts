import { say, says } from '../../core/sentence.ts';
import type { Capabilities, Lengths } from '../capabilities.ts';
import type { EntryProblem } from '../kind.ts';
import type { Dialect } from './dialect.ts';
import type { ModelEntry } from './entry.ts';

/** Features that an entry claims but its server's API doesn't have: they would be refused only after planning. */
export function lacksOf(
  path: EntryProblem['path'],
  entry: ModelEntry,
  model: Capabilities,
  dialect: Dialect,
): readonly EntryProblem[] {
  const lack = (key: keyof ModelEntry, what: string, help: string): EntryProblem => ({
    code: 'dialect-lacks',
    path: [...path, key],
    ...says(say`${{ server: dialect.server }} can't be asked for ${{ feature: what }}.`, say`${help}`),
  });
  const problems: EntryProblem[] = [];
  if (typeof entry.extend === 'object' && dialect.extend === undefined) {
    problems.push(
      lack('extend', 'extensions', 'Use `last-frame`, and footage continues from its last frame.'),
    );
  }
  if (entry.edit && dialect.edit === undefined) problems.push(lack('edit', 'edits', 'Remove it.'));
  if (entry.references && !dialect.references) {
    problems.push(lack('references', 'reference images', 'Remove it.'));
  }
  const last = entry['last-frame'];
  if (last !== undefined && last !== 'none' && !dialect.lastFrame) {
    problems.push(lack('last-frame', 'last frames', 'Remove it.'));
  }
  if (entry.audio === 'choice' && !dialect.sound) {
    problems.push(lack('audio', 'sound by choice', 'Write whether its footage has sound.'));
  }
  if (entry.characters && !dialect.characters) {
    problems.push(lack('characters', 'characters', 'Remove it.'));
  }
  if (entry.fps === 'any' && !dialect.fps) {
    problems.push(lack('fps', 'a frame rate', 'Write the frame rate of the model.'));
  }
  if (dialect.length.as === 'integer' && !isWhole(model.lengths)) {
    problems.push(lack('lengths', 'fractions of a second', 'List whole seconds only.'));
  }
  return problems;
}

const isWhole = (lengths: Lengths): boolean =>
  (lengths.kind === 'set' ? lengths.seconds : [lengths.min, lengths.max, lengths.step]).every(
    Number.isInteger,
  );
