import { describe, expect, it } from 'vitest';
import type { GenerateRequest, Request } from '../../src/core/request.ts';
import { priceOf } from '../../src/planner/models/price.ts';
import type { PriceRule } from '../../src/providers/capabilities.ts';

const picture = { kind: 'file', sha256: 'a0' } as const;
const words: GenerateRequest = {
  ...{ kind: 'generate', provider: 'p', model: 'm', prompt: 'rain', options: {}, take: 1, variation: 1 },
  ...{ size: { width: 1280, height: 720 }, seconds: 5, references: [], characters: [] },
};
const { references: _, characters: __, ...common } = words;
const edit: Request = { ...common, kind: 'edit', source: picture };
const large = { width: 1920, height: 1080 };
const tiers = { '1280x720': '720p', '1920x1080': '1080p' };

const voiced: readonly PriceRule[] = [{ when: { sound: true }, perSecond: 0.4 }, { perSecond: 0.2 }];

const framed: readonly PriceRule[] = [
  { when: { frames: true }, perSecond: 0.2 },
  { when: { frames: false }, perSecond: 0.1 },
];

const cost = (request: Request, rules: readonly PriceRule[]) =>
  priceOf(request, { tiers, price: { kind: 'rules', rules, source: 'a list', date: '2026-11-01' } });

describe('the price by rules is that', () => {
  it.each<[string, Request, readonly PriceRule[], number]>([
    ['of the seconds', words, [{ perSecond: 0.12 }], 0.6],
    ['of the tier', { ...words, size: large }, [at('720p', 0.1), at('1080p', 0.2)], 1],
    ['with sound', { ...words, sound: true }, voiced, 2],
    ['without sound', { ...words, sound: false }, voiced, 1],
    ['with sound, where nobody chose', words, voiced, 2],
    ['of an edit', edit, [{ when: { kind: 'edit' }, perSecond: 0.3 }, { perSecond: 0.1 }], 1.5],
    ['of footage that is sent', edit, [{ when: { footage: false }, perSecond: 9 }, { perJob: 2 }], 2],
    [
      'of footage that is a reference',
      { ...words, references: [{ video: picture }] },
      [{ when: { footage: true }, perJob: 3 }],
      3,
    ],
    ['with a frame', { ...words, lastFrame: picture }, framed, 1],
    ['without one', words, framed, 0.5],
    [
      'with references',
      { ...words, references: [{ image: picture }] },
      [
        { when: { references: false }, perSecond: 9 },
        { when: { references: true }, perSecond: 0.3 },
      ],
      1.5,
    ],
    ['of a job', words, [{ perJob: 0.3 }], 0.3],
    ['at least', words, [{ perSecond: 0.01, least: 0.2 }], 0.2],
    ['of tokens', words, [{ perMillionTokens: { dollars: 10.7, fps: 24 } }], 1.1556],
    [
      'of images beyond those that are free',
      { ...words, firstFrame: picture, references: [{ image: picture }, { audio: picture }] },
      [{ perSecond: 0.1, perImage: { dollars: 0.04, free: 1 } }],
      0.54,
    ],
    ['of the first rule that fits', words, [at('1080p', 9), { perSecond: 0.1 }, { perSecond: 5 }], 0.5],
  ])('%s', (_what, request, rules, dollars) => {
    expect(cost(request, rules)).toEqual({ dollars, estimated: false });
  });

  it('of the dearest rule, as an estimate, where none fits', () => {
    expect(cost({ ...words, size: large }, [at('720p', 0.1), at('480p', 0.3)])).toEqual({
      dollars: 1.5,
      estimated: true,
    });
  });
});

function at(tier: string, perSecond: number): PriceRule {
  return { when: { tier }, perSecond };
}
