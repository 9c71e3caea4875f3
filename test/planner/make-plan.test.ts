import { expect, it } from 'vitest';
import { emptyHoldings } from '../../src/core/holdings.ts';
import { makePlan } from '../../src/planner/make-plan.ts';
import { builtInProviders } from '../../src/providers/registry.ts';
import {
  board,
  card,
  edit,
  extend,
  file,
  generate,
  image,
  picture,
  video,
} from '../rig/storyboard-builder.ts';

it('x', () => {
  const plan = makePlan({
    storyboard: board(
      [
        generate('approach'),
        extend('climb', 'approach', { duration: 26 }),
        generate('door', { takes: 3, pick: 2 }),
        image('still', picture('lamp.png')),
        edit('warmer', 'still'),
        file('archive', video('a.mp4', 10), { trim: { from: 2, to: 6 } }),
        extend('on', 'archive'),
        card('fin'),
      ],
      {},
    ),
    named: 'film.storyboard.yaml',
    providers: builtInProviders,
    holdings: emptyHoldings,
    concurrency: 2,
  });
  expect(plan.ok).toBe(true);
});
