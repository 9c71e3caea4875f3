import type { Capabilities, Lengths } from '../capabilities.ts';
import type { EntryProblem } from '../kind.ts';
import type { Dialect } from './dialect.ts';
import type { ModelEntry } from './entry.ts';

/** What an entry claims and its server has no way to be asked for: it would be refused only after it was planned. */
export function lacksOf(
  path: EntryProblem['path'],
  entry: ModelEntry,
  model: Capabilities,
  dialect: Dialect,
): readonly EntryProblem[] {
  const lack = (key: keyof ModelEntry, what: string, help: string): EntryProblem => ({
    code: 'dialect-lacks',
    path: [...path, key],
    message: `${dialect.server} has no way to be asked for ${what}.`,
    help,
  });
  const problems: EntryProblem[] = [];
  if (typeof entry.extend === 'object' && dialect.extend === undefined) {
    problems.push(lack('extend', 'extensions', 'Say `last-frame`, and footage is continued from there.'));
  }
  if (entry.edit && dialect.edit === undefined) problems.push(lack('edit', 'edits', 'Take it out.'));
  if (entry.references && !dialect.references) {
    problems.push(lack('references', 'reference images', 'Take it out.'));
  }
  if (entry.characters && !dialect.characters) {
    problems.push(lack('characters', 'characters', 'Take it out.'));
  }
  if (entry.fps === 'any' && !dialect.fps) {
    problems.push(lack('fps', 'a frame rate', 'Say which rate the model has.'));
  }
  if (dialect.length.as === 'integer' && !isWhole(model.lengths)) {
    problems.push(lack('lengths', 'parts of seconds', 'List whole seconds only.'));
  }
  return problems;
}

const isWhole = (lengths: Lengths): boolean =>
  (lengths.kind === 'set' ? lengths.seconds : [lengths.min, lengths.max, lengths.step]).every(
    Number.isInteger,
  );
