import { describe, expect, it } from 'vitest';
import type { Segment } from '../../src/storyboard/model.ts';
import { holding, made, planOf, provider, providers } from '../rig/planning.ts';
import { board, edit, extend, generate } from '../rig/storyboard-builder.ts';

const sora = { provider: 'openai', model: 'sora-2' };
const pro = { provider: 'openai', model: 'sora-2-pro' };
const unpriced = provider('unpriced', {
  sizes: { kind: 'any', min: 64, max: 4096 },
  price: {
    kind: 'per-second',
    bySize: { '640x360': 0.1, '1920x1080': 0.4 },
    source: 'a list',
    date: '2026-01-01',
  },
});

describe('a plan costs', () => {
  it.each<[string, readonly Segment[], number, boolean]>([
    ['nothing where it is free', [generate('a'), extend('b', 'a')], 0, false],
    ['the seconds that are made', [generate('a', { ...sora, duration: 5 })], 0.8, false],
    ['every take', [generate('a', { ...sora, takes: 3 })], 2.4, false],
    ['by the model', [generate('a', pro)], 2.4, false],
    [
      'the new part of an extension, as far as anyone knows',
      [generate('a', sora), extend('b', 'a', sora)],
      1.6,
      true,
    ],
    ['all of an edit, as far as anyone knows', [generate('a', sora), edit('b', 'a', sora)], 1.6, true],
    [
      'once what two segments share',
      [generate('a', sora), { ...generate('a', sora), id: 'twin' }],
      0.8,
      false,
    ],
    [
      'as much as the dearest size where none is published',
      [generate('a', { provider: 'unpriced', model: 'unpriced-1', duration: 5 })],
      2,
      true,
    ],
  ])('%s', (_, film, needed, estimated) => {
    const { cost } = planOf(film, {
      providers: providers(unpriced),
      holdings: holding({ money: { spent: 3, planned: 3.2, lost: 0.8, reserved: 0.4, maybeCharged: 1.6 } }),
    });
    expect(cost).toEqual({
      ...{ needed, spent: 3, planned: 3.2, lost: 0.8, reserved: 0.4, maybeCharged: 1.6 },
      ...{ currency: 'USD', estimated },
    });
  });

  it('by the size of the film', () => {
    const format = { size: { width: 1920, height: 1080 }, exact: false, fps: 24, fit: 'pad' } as const;
    expect(planOf(board([generate('a', pro)], { format })).cost.needed).toBe(5.6);
  });

  it('only what is missing', () => {
    const film = [generate('a', sora), generate('b', sora)];
    const holdings = holding(made(planOf(film).jobs.slice(0, 1)));
    expect(planOf(film, { holdings }).jobs.map(({ cost }) => cost)).toEqual([0, 0.8]);
  });
});
