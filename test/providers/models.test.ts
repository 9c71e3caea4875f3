import { describe, expect, it } from 'vitest';
import { sizeText } from '../../src/core/frames.ts';
import type { Capabilities, Lengths } from '../../src/providers/capabilities.ts';
import { builtInProviders } from '../../src/providers/registry.ts';

const modelsOf = (provider: string): readonly Capabilities[] => builtInProviders.get(provider)?.models ?? [];
const modelOf = (provider: string, name: string): Capabilities => {
  const model = modelsOf(provider).find(({ model }) => model === name);
  if (model === undefined) throw new Error(`${provider} has no ${name}`);
  return model;
};

const every = [...builtInProviders.values()].flatMap(({ name, models }) =>
  models.map((model): [string, Capabilities] => [`${model.model} of ${name}`, model]),
);

describe('every model’s data holds together', () => {
  it.each([...builtInProviders])('%s has its default model, and each model once', (name, provider) => {
    const names = provider.models.map(({ model }) => model);
    expect(provider.name).toBe(name);
    // One that tells of its models itself has none until then.
    if (names.length > 0) expect(names).toContain(provider.defaultModel);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(every)('%s', (_, model) => {
    expectLengths(model.lengths);
    if (model.extend.kind === 'native') expectLengths(model.extend.lengths);
    if (model.extend.kind === 'last-frame') expect(model.inputs.firstFrame).not.toBe('none');
    if (model.sizes.kind === 'set') {
      for (const { width, height } of model.sizes.sizes) expect([width % 2, height % 2]).toEqual([0, 0]);
    }
    if (model.price.kind === 'per-second' && model.sizes.kind === 'set') {
      expect(Object.keys(model.price.bySize).toSorted()).toEqual(model.sizes.sizes.map(sizeText).toSorted());
      expect(model.price.source).toMatch(/^https:/);
      expect(model.price.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });

  function expectLengths(lengths: Lengths): void {
    if (lengths.kind === 'set') {
      expect(lengths.seconds.length).toBeGreaterThan(0);
      expect(lengths.seconds).toEqual(lengths.seconds.toSorted((a, b) => a - b));
    } else {
      expect(lengths.min).toBeGreaterThan(0);
      expect(lengths.max).toBeGreaterThanOrEqual(lengths.min);
      expect(lengths.step).toBeGreaterThan(0);
    }
  }
});

describe('the models of openai', () => {
  const lengths = { kind: 'set', seconds: [4, 8, 12, 16, 20] };

  it.each(['sora-2', 'sora-2-pro'])('%s does what the reference says', (name) => {
    expect(modelOf('openai', name)).toMatchObject({
      lengths,
      extend: { kind: 'native', lengths, most: 6, longest: 120 },
      edit: true,
      inputs: { firstFrame: 'sized', references: { images: 0 }, characters: 2 },
      promptLimit: 32000,
      endOfLife: { date: '2026-09-24' },
    });
  });

  it('have their published prices, in dollars a second', () => {
    expect(modelOf('openai', 'sora-2').price).toMatchObject({ bySize: { '1280x720': 0.1, '720x1280': 0.1 } });
    expect(modelOf('openai', 'sora-2-pro').price).toMatchObject({
      bySize: {
        '720x1280': 0.3,
        '1280x720': 0.3,
        '1024x1792': 0.5,
        '1792x1024': 0.5,
        '1080x1920': 0.7,
        '1920x1080': 0.7,
      },
    });
  });

  it('are there to plan with, and say that their host is not', () => {
    expect(builtInProviders.get('openai')?.unavailable?.help).toContain('OPENAI_BASE_URL');
    expect(builtInProviders.get('openai')?.defaultModel).toBe('sora-2');
  });
});

describe('the animatic', () => {
  it('comes first, with its own model', () => {
    expect([...builtInProviders.keys()][0]).toBe('animatic');
    expect(builtInProviders.get('animatic')?.defaultModel).toBe('animatic');
  });

  it('rehearses every other model: the same in all but price, pace and end', () => {
    const known = [...builtInProviders.values()].filter(({ name }) => name !== 'animatic');
    expect(modelsOf('animatic').map(({ model }) => model)).toEqual([
      'animatic',
      ...known.flatMap(({ models }) => models.map(({ model }) => model)),
    ]);
    for (const model of known.flatMap(({ models }) => models)) {
      const { price, pace, endOfLife: _, ...rest } = modelOf('animatic', model.model);
      expect(price).toEqual({ kind: 'free' });
      expect(pace.base).toBeLessThan(model.pace.base);
      expect(model).toMatchObject(rest);
    }
  });
});
