import { say, says } from '../core/sentence.ts';
import type { ById, NamedSegment } from './ids.ts';
import type { Problem, Problems } from './problems.ts';
import { type Dependence, startsOf } from './starts.ts';
import { shown } from './wording.ts';

/** Checks that what a segment extends, edits or meets exists, has footage, and does not depend on the segment itself. */
export function checkReferences(
  { named, byId }: { readonly named: readonly NamedSegment[]; readonly byId: ById },
  problems: Problems,
): void {
  const starts = new Map<NamedSegment, readonly Dependence[]>();
  for (const [at, one] of named.entries()) {
    const of = startsOf(one, { before: named[at - 1], after: named[at + 1] }, byId);
    if (of.length > 0) starts.set(one, of);
  }
  for (const [one, references] of starts) {
    for (const reference of references) {
      const problem = problemOf(one, reference, byId, problems);
      if (problem) problems.add(problem);
    }
  }
  reportCycles(starts, problems);
}

function problemOf(
  one: NamedSegment,
  { key, of, target }: Dependence,
  byId: ById,
  problems: Problems,
): Problem | undefined {
  const at = { path: [...one.path, key], segment: one.id };
  const meets = key === 'image' || key === 'last-image';
  if (!target) return { ...at, ...(meets ? noNeighbour(key) : unknownSegment(of, byId, problems)) };
  if (target === one) {
    const help = say`Name another segment, or delete the line.`;
    return {
      ...at,
      code: 'cycle',
      ...says(say`\`${{ segments: [of] }}\` can't ${{ key }} itself.`, help),
    };
  }
  if (!target.sound || !('card' in target.written)) return undefined;
  const message = meets
    ? say`\`${{ name: target.id }}\` is a card, so there is no picture to ${key === 'image' ? 'begin' : 'end'} with.`
    : say`\`${{ name: of }}\` is a card, which can't be ${{ key }}ed.`;
  const help = meets
    ? say`Name a picture of your own, or delete the line.`
    : say`Name a segment with footage.`;
  return { ...at, code: 'card-has-no-footage', ...says(message, help) };
}

const noNeighbour = (key: 'image' | 'last-image') => ({
  code: 'no-neighbour' as const,
  ...says(
    key === 'image'
      ? say`This is the first segment: there is no \`previous\` one.`
      : say`This is the last segment: there is no \`next\` one.`,
    say`Name a picture of your own, or delete the line. A file of that name is \`./${{ name: key === 'image' ? 'previous' : 'next' }}\`.`,
  ),
});

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

/** A segment on the way that is being walked, and where the way may go on from there. */
interface Step {
  readonly one: NamedSegment;
  readonly left: NamedSegment[];
}

/** Walks to all that each segment is made from, deeper first: a step back onto the way is a cycle. */
function reportCycles(starts: ReadonlyMap<NamedSegment, readonly Dependence[]>, problems: Problems): void {
  const made = (one: NamedSegment): NamedSegment[] =>
    (starts.get(one) ?? []).flatMap(({ first, target }) => (first && target ? [target] : []));
  const seen = new Set<NamedSegment>();
  for (const start of starts.keys()) {
    const way: Step[] = [];
    const on = new Set<NamedSegment>();
    let next: NamedSegment | undefined = start;
    for (;;) {
      if (next && !seen.has(next)) {
        seen.add(next);
        on.add(next);
        way.push({ one: next, left: made(next) });
      } else if (next && on.has(next)) {
        const begin = way.findIndex(({ one }) => one === next);
        const circle = way.slice(begin).map(({ one }) => one);
        if (circle.length > 1) problems.add(cycle(circle, starts));
      }
      const at = way.at(-1);
      if (!at) break;
      next = at.left.shift();
      if (next === undefined) {
        way.pop();
        on.delete(at.one);
      }
    }
  }
}

function cycle(
  way: readonly NamedSegment[],
  starts: ReadonlyMap<NamedSegment, readonly Dependence[]>,
): Problem {
  const [first] = way;
  if (!first) throw new Error('a cycle has a segment');
  const keyOf = (one: NamedSegment, i: number) =>
    starts.get(one)?.find(({ target }) => target === (way[i + 1] ?? first))?.key;
  const meeting = way.find((one, i) => keyOf(one, i) === 'last-image' || keyOf(one, i) === 'image');
  const segments = (way.length > 5 ? way.slice(0, 4) : way).map(({ id }) => id);
  const more = way.length - segments.length;
  const chain = [
    ...segments.map((id) => `\`${id}\``),
    ...(more > 0 ? [`… (${more} more)`] : []),
    `\`${first.id}\``,
  ];
  return {
    code: 'cycle',
    path: [...first.path, keyOf(first, 0) ?? 'id'],
    ...says(
      say`These segments form a cycle: ${{ text: chain.join(' from '), params: { segments, ...(more > 0 && { more }) } }}.`,
      meeting
        ? say`One of them has to be made first: delete \`${{ key: keyOf(meeting, way.indexOf(meeting)) ?? '' }}\` of ${{ segment: meeting.id }}, or name a picture of your own there.`
        : say`Give one of them a source of its own.`,
    ),
    segment: first.id,
  };
}
