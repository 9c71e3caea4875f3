import { describe, expect, it } from 'vitest';
import { orderRedos } from '../../src/project/run/redo.ts';
import { holding, made, planOf } from '../rig/planning.ts';
import { generate } from '../rig/storyboard-builder.ts';

const segments = ['a', 'b', 'c'];
const among = { segments, scenes: [{ id: 'act', segments: ['a', 'b'] }] };
const plan = planOf(
  segments.map((id) => generate(id)),
  {
    holdings: holding(made(planOf(segments.map((id) => generate(id))).jobs)),
  },
);

/** The segments of which a take is ordered, or why none is. */
function ordered(names: readonly string[], only?: readonly string[]) {
  const orders = orderRedos(plan, { names, only }, among);
  if (!orders.ok) return orders.error.map(({ code, message }) => `${code}: ${message}`);
  const classes = orders.value.map(({ requestClass }) => requestClass);
  return plan.takes
    .filter(({ requestClass }) => classes.includes(requestClass))
    .map(({ segment }) => segment);
}

describe('what is made again', () => {
  it('is what is named, and of that what --only names, too', () => {
    expect(ordered(['a', 'c'])).toEqual(['a', 'c']);
    expect(ordered(['act'], ['b'])).toEqual(['b']);
    expect(ordered(['act'], ['b', 'c'])).toEqual(['b']);
    expect(ordered(['a'], ['*'])).toEqual(['a']);
  });

  it('is refused where --only leaves out all of a name', () => {
    const refused = (names: string) => [
      `redo-left-out: --only excludes what redo should regenerate: ${names}.`,
    ];
    expect(ordered(['a'], ['b'])).toEqual(refused('a'));
    expect(ordered(['a', 'b'], ['a'])).toEqual(refused('b'));
    expect(ordered(['act', 'c'], ['c'])).toEqual(refused('act'));
  });
});
