import type { ById, NamedSegment } from './ids.ts';
import type { Problem, Problems } from './problems.ts';
import { inWords } from './wording.ts';

/** Checks that what a segment extends or edits is there, is footage, and does not come from itself. */
export function checkReferences(named: readonly NamedSegment[], byId: ById, problems: Problems): void {
  const derived = named.filter((one) => referenceOf(one) !== undefined);
  for (const one of derived) {
    const problem = problemOf(one, byId, problems);
    if (problem) problems.add(problem);
  }
  reportCycles(derived, byId, problems);
}

/** What a segment is made from, and the key that says so. */
interface Reference {
  readonly key: 'extend' | 'edit';
  readonly of: string;
}

function referenceOf({ written, sound }: NamedSegment): Reference | undefined {
  if (!sound) return undefined;
  if ('extend' in written) return { key: 'extend', of: written.extend };
  return 'edit' in written ? { key: 'edit', of: written.edit } : undefined;
}

function problemOf(one: NamedSegment, byId: ById, problems: Problems): Problem | undefined {
  const reference = referenceOf(one);
  if (!reference) return undefined;
  const { key, of } = reference;
  const at = { path: [...one.path, key], segment: one.id };
  const target = byId.get(of);
  if (!target) return { ...at, ...unknownSegment(of, byId, problems) };
  if (target === one) {
    const help = 'Name another segment, or delete the line.';
    return { ...at, code: 'cycle', message: `\`${of}\` can't ${key} itself.`, help };
  }
  if (!target.sound || !('card' in target.written)) return undefined;
  const message = `\`${of}\` is a card, and a card can't be ${key}ed.`;
  return { ...at, code: 'card-has-no-footage', message, help: 'Name a segment with footage.' };
}

export function unknownSegment(id: string, byId: ById, problems: Problems) {
  const guess = problems.guess(id, byId.keys());
  return {
    code: 'unknown-segment' as const,
    message: `There is no segment ${inWords(id)}.`,
    help: guess === undefined ? 'Give the id of a segment of this storyboard.' : `Did you mean \`${guess}\`?`,
  };
}

/** A segment comes from one other at most, so each walk either ends or runs into where it has been. */
function reportCycles(derived: readonly NamedSegment[], byId: ById, problems: Problems): void {
  const seen = new Set<NamedSegment>();
  for (const start of derived) {
    const way: NamedSegment[] = [];
    let next: NamedSegment | undefined = start;
    while (next && !seen.has(next)) {
      seen.add(next);
      way.push(next);
      next = byId.get(referenceOf(next)?.of ?? '');
    }
    const begin = next ? way.indexOf(next) : -1;
    if (begin !== -1 && way.length - begin > 1) problems.add(cycle(way.slice(begin)));
  }
}

function cycle(way: readonly NamedSegment[]): Problem {
  const [first] = way;
  if (!first) throw new Error('a cycle has a segment');
  const names = [...way, first].map(({ id }) => `\`${id}\``);
  const shown =
    names.length > 6 ? [...names.slice(0, 4), `… (${names.length - 5} more)`, ...names.slice(-1)] : names;
  return {
    code: 'cycle',
    path: [...first.path, referenceOf(first)?.key ?? 'id'],
    message: `These segments come from each other: ${shown.join(' from ')}.`,
    help: 'One of them must have a source of its own.',
    segment: first.id,
  };
}
