import { expect, it } from 'vitest';
import { builtInProviders } from '../../src/providers/registry.ts';
import { planOf, requestOf } from '../rig/planning.ts';
import { board, generate } from '../rig/storyboard-builder.ts';

/** What the animatic would be asked for if its models took rates like these. */
function askedFor(rates: 'any' | 'whole' | number, fps: number): number | undefined {
  const providers = new Map(
    [...builtInProviders].map(([name, data]) => [
      name,
      { ...data, models: data.models.map((model) => ({ ...model, fps: rates })) },
    ]),
  );
  const format = { size: { width: 1280, height: 720 }, exact: false, fps, fit: 'pad' } as const;
  const plan = planOf(board([generate('a', { model: 'animatic' })], { format }), { providers });
  return requestOf(plan, plan.jobs[0]?.id ?? '').fps;
}

it.each([
  ['any', 30_000 / 1001, 30_000 / 1001],
  ['whole', 30_000 / 1001, 30],
  ['whole', 24_000 / 1001, 24],
  ['any', 25, 25],
  ['whole', 25, 25],
  [24, 30_000 / 1001, undefined],
] as const)('a model that takes %s rates is asked for a film at %d with %d', (rates, fps, asked) => {
  expect(askedFor(rates, fps)).toBe(asked);
});
