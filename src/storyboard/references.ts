import { say, says } from '../core/sentence.ts';
import type { ById, NamedSegment } from './ids.ts';
import type { Problem, Problems } from './problems.ts';
import { shown } from './wording.ts';

/** Checks that what a segment extends or edits exists, has footage, and does not depend on the segment itself. */
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
    const help = say`Name another segment, or delete the line.`;
    return {
      ...at,
      code: 'cycle',
      ...says(say`\`${{ segments: [of] }}\` can't ${{ key }} itself.`, help),
    };
  }
  if (!target.sound || !('card' in target.written)) return undefined;
  const message = say`\`${{ name: of }}\` is a card, which can't be ${{ key }}ed.`;
  return { ...at, code: 'card-has-no-footage', ...says(message, say`Name a segment with footage.`) };
}

export function unknownSegment(id: string, byId: ById, problems: Problems) {
  const guess = problems.guess(id, byId.keys());
  return {
    code: 'unknown-segment' as const,
    ...says(
      say`There is no segment ${shown({ name: id })}.`,
      guess === undefined
        ? say`Use the id of a segment in this storyboard.`
        : say`Did you mean \`${{ nearest: guess }}\`?`,
    ),
  };
}

/** A segment is made from at most one other, so each walk either ends or returns to where it has been. */
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
  const segments = (way.length > 5 ? way.slice(0, 4) : way).map(({ id }) => id);
  const more = way.length - segments.length;
  const chain = [
    ...segments.map((id) => `\`${id}\``),
    ...(more > 0 ? [`… (${more} more)`] : []),
    `\`${first.id}\``,
  ];
  return {
    code: 'cycle',
    path: [...first.path, referenceOf(first)?.key ?? 'id'],
    ...says(
      say`These segments form a cycle: ${{ text: chain.join(' from '), params: { segments, ...(more > 0 && { more }) } }}.`,
      say`Give one of them a source of its own.`,
    ),
    segment: first.id,
  };
}
