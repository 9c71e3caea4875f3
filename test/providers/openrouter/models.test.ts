import { describe, expect, it } from 'vitest';
import { modelsIn } from '../../../src/providers/videos-api/openrouter/models.ts';

const from = { source: 'https://openrouter.ai/api/v1/videos/models', date: '2026-11-29' };
const entry = {
  id: 'maker/one',
  supported_durations: [4, 5, 6, 7, 8],
  supported_resolutions: ['480p', '720p'],
  supported_aspect_ratios: ['16:9', '9:16'],
  supported_sizes: null,
  supported_frame_images: ['first_frame', 'last_frame'],
  generate_audio: true,
  seed: true,
  pricing_skus: { duration_seconds: '0.1' },
};
const modelsOf = (...data: readonly unknown[]) => modelsIn({ data }, from);

describe('a model of the list', () => {
  it('can do what it says', () => {
    expect(modelsOf(entry)).toEqual([
      {
        model: 'maker/one',
        lengths: { kind: 'range', min: 4, max: 8, step: 1 },
        extend: { kind: 'last-frame' },
        edit: false,
        sizes: {
          kind: 'set',
          sizes: [
            { width: 854, height: 480 },
            { width: 480, height: 854 },
            { width: 1280, height: 720 },
            { width: 720, height: 1280 },
          ],
        },
        tiers: { '854x480': '480p', '480x854': '480p', '1280x720': '720p', '720x1280': '720p' },
        fps: 24,
        inputs: {
          firstFrame: 'sized',
          lastFrame: { fits: 'sized', needsFirst: true },
          references: { images: 0, apart: true },
          characters: 0,
        },
        sound: 'choice',
        options: { seed: { type: 'number', whole: true } },
        price: { kind: 'rules', rules: [{ perSecond: 0.1 }], ...from },
        pace: { base: 60, perSecond: 12 },
      },
    ]);
  });

  it('has the sizes that it names, each in the tier that is nearest', () => {
    const [model] = modelsOf({ ...entry, supported_sizes: ['752x560', '1112x834', '992x432', '1280x720'] });
    expect(model?.tiers).toEqual({
      ...{ '752x560': '480p', '1112x834': '720p', '992x432': '480p', '1280x720': '720p' },
    });
  });

  it('has no tier that only all objects have', () => {
    const words = ['__proto__', 'constructor', 'toString', '720p'];
    const [model] = modelsOf({ ...entry, supported_resolutions: words, supported_sizes: ['1112x834'] });
    expect(model?.tiers).toEqual({ '1112x834': '720p' });
  });

  it('can do less, where less is told', () => {
    const bare = { ...entry, supported_frame_images: null, generate_audio: null, seed: null };
    expect(modelsOf({ ...bare, supported_durations: [8, 4, 4], pricing_skus: null })).toMatchObject([
      {
        lengths: { kind: 'set', seconds: [4, 8] },
        extend: { kind: 'none' },
        inputs: { firstFrame: 'none' },
        sound: 'always',
        options: {},
        price: { kind: 'unknown', note: 'it has no price list' },
      },
    ]);
    expect(
      modelsOf({ ...bare, supported_frame_images: ['last_frame'] })[0]?.inputs.lastFrame,
    ).toBeUndefined();
  });
});

describe('what does not hold together is left out', () => {
  it.each<[string, unknown]>([
    ['no object', 7],
    ['no id', { ...entry, id: undefined }],
    ['an id that is no name', { ...entry, id: 'maker/one\u001b[2J' }],
    ['an id that leads elsewhere', { ...entry, id: '../../etc/passwd' }],
    ['no lengths', { ...entry, supported_durations: null }],
    ['lengths without end', { ...entry, supported_durations: [0, -4, 1.5, 1e9, '4'] }],
    ['no resolution', { ...entry, supported_resolutions: null }],
    ['a resolution of no known lines', { ...entry, supported_resolutions: ['1K'] }],
    ['no aspect', { ...entry, supported_aspect_ratios: ['auto'] }],
    ['a size beyond all', { ...entry, supported_sizes: ['99999x99999'] }],
  ])('%s', (_what, odd) => {
    expect(modelsOf(odd, { ...entry, id: 'maker/sound' }).map(({ model }) => model)).toEqual(['maker/sound']);
  });

  it('a model twice, and a list that is none', () => {
    expect(modelsOf(entry, entry)).toHaveLength(1);
    for (const list of [null, [], { data: {} }, 'data']) expect(modelsIn(list, from)).toEqual([]);
  });
});
