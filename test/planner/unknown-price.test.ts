import { describe, expect, it } from 'vitest';
import { holding, made, planOf, provider, providers, refusalOf } from '../rig/planning.ts';
import { generate } from '../rig/storyboard-builder.ts';

const price = { kind: 'unknown', source: 'its list' } as const;
const house = provider('house', { price });
const cheap = { ...(provider('cheap').models[0] ?? fail()), model: 'cheap-1' };
const options = { providers: providers(house) };
const film = [generate('a', { provider: 'house', model: 'house-1' })];

describe('a model whose price nobody knows', () => {
  it('is not planned with, since the plan could not say what it spends', () => {
    expect(refusalOf(film, options)).toMatchObject([
      {
        severity: 'error',
        code: 'price-unknown',
        segment: 'a',
        message: 'What house-1 of house costs is not known.',
      },
    ]);
  });

  it('may have made what is there already', () => {
    const priced = planOf(film, { providers: providers(provider('house')) });
    expect(planOf(film, { ...options, holdings: holding(made(priced.jobs)) }).jobs).toMatchObject([
      { state: 'cached', cost: 0 },
    ]);
  });

  it('is not the cheapest of a draft', () => {
    const both = { ...house, models: [...house.models, cheap] };
    const draft = planOf(film, { providers: providers(both), draft: true });
    expect(draft.jobs).toMatchObject([{ request: { model: 'cheap-1' } }]);
  });
});

function fail(): never {
  throw new Error('a provider has a model');
}
