import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planText } from '../../src/report/plan-text.ts';
import type { Transition } from '../../src/storyboard/model.ts';
import { planOf } from '../rig/planning.ts';
import { card } from '../rig/storyboard-builder.ts';
import { caption } from '../rig/words.ts';

const planned = (duration: number, transition: Transition) =>
  planOf([card('a', { duration, transition }), card('b')]);

describe('the transitions of a plan', () => {
  it.each([
    [0.12, 0.2, 'dissolve 0.08 s'],
    [0.12, 3, 'dissolve 0.13 s'],
    [0.5, 3, 'dissolve 0.5 s'],
    [0.01, 3, ''],
  ])('of %s s behind %s s are told as they are cut', (length, duration, expected) => {
    const plan = planned(duration, { type: 'dissolve', duration: length });
    const [line = ''] = planText(plan, 'Film', (_, text) => text)
      .split('\n')
      .filter((one) => / a {2}/.test(one));
    expect(line.replace(/^.* card */, '')).toBe(expected);
  });

  it('are as many frames as the cut shows both pictures for', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 3, noNaN: true }),
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        (length, duration) => {
          const plan = planned(duration, { type: 'wipe-left', duration: length });
          const [a, b] = plan.timeline.entries;
          const both = (a?.start ?? 0) + (a?.frames ?? 0) - (b?.start ?? 0);
          const text = planText(plan, 'Film', (_, words) => words);
          const [, told = '0'] = /wipe-left (\S+) s/.exec(text) ?? [];
          expect(Math.round(Number(told) * 24)).toBe(both);
        },
      ),
    );
  });
});

it('tells the beginning of long captions, on the line of their segment', () => {
  const words = [caption('One\nmore'), caption(`${'🎬'.repeat(58)} and all that follows`)];
  const text = planText(planOf([card('a', { words })]), 'Film', (_, said) => said);
  expect(text).toContain(`“One more”  “${'🎬'.repeat(58)} …”`);
});
