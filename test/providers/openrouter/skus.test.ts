import { describe, expect, it } from 'vitest';
import type { GenerateRequest } from '../../../src/core/request.ts';
import { priceOf } from '../../../src/planner/models/price.ts';
import type { Capabilities } from '../../../src/providers/capabilities.ts';
import { readPrices } from '../../../src/providers/videos-api/openrouter/skus.ts';

const picture = { kind: 'file', sha256: 'a0' } as const;
const tiers = { '854x480': '480p', '1280x720': '720p', '1920x1080': '1080p', '3840x2160': '4K' };

interface Asked extends Partial<Pick<GenerateRequest, 'sound' | 'firstFrame' | 'references'>> {
  readonly tier?: string;
  readonly seconds?: number;
}

function priced(
  skus: Record<string, unknown>,
  { tier = '720p', seconds = 1, references = [], ...more }: Asked,
  { model = 'maker/one', sound = 'choice' }: Partial<Pick<Capabilities, 'model' | 'sound'>> = {},
) {
  const read = readPrices(skus, { model, sound, tiers: Object.values(tiers) });
  if (read.kind !== 'priced') return read.why;
  const [width = 0, height = 0] = (Object.entries(tiers).find(([, name]) => name === tier)?.[0] ?? '')
    .split('x')
    .map(Number);
  const request: GenerateRequest = {
    ...{
      kind: 'generate',
      provider: 'openrouter',
      model,
      prompt: 'rain',
      options: {},
      take: 1,
      variation: 1,
    },
    ...{ size: { width, height }, seconds, references, characters: [], ...more },
  };
  const price = { kind: 'rules', rules: read.rules, source: 'list', date: '2026-11-29' } as const;
  return priceOf(request, { price, tiers });
}

const exactly = (dollars: number) => ({ dollars, estimated: false });

/** As OpenRouter's list had them in autumn 2026. */
const veo = {
  duration_seconds_with_audio: '0.12',
  duration_seconds_with_audio_4k: '0.30',
  duration_seconds_with_audio_720p: '0.10',
  duration_seconds_without_audio: '0.10',
  duration_seconds_without_audio_4k: '0.25',
  duration_seconds_without_audio_720p: '0.08',
};
const kling = {
  duration_seconds: '0.084',
  duration_seconds_with_audio: '0.126',
  text_to_video_duration_seconds_720p: '0.084',
  image_to_video_duration_seconds_720p: '0.084',
};
const wan = { text_to_video_duration_seconds_720p: '0.08', image_to_video_duration_seconds_720p: '0.10' };
const heygen = { duration_seconds_720p: '0.03', reference_duration_seconds_720p: '0.06' };
const grok = {
  cents_per_image_input: '1',
  cents_per_video_output_second_480p: '8',
  cents_per_video_output_second_720p: '14',
};
const hailuo = { duration_seconds: '0.13', reference_images: '0.04' };
const leaning = { references: [{ image: picture }, { image: picture }] };

describe('a list price is that', () => {
  it.each<[string, Record<string, unknown>, Asked, number]>([
    ['of the tier, with sound', veo, { sound: true }, 0.1],
    ['of the tier, without sound', veo, { sound: false }, 0.08],
    ['of a tier that is not named', veo, { tier: '1080p', sound: true }, 0.12],
    ['of a tier in other letters', veo, { tier: '4K', sound: false }, 0.25],
    ['that is highest, where two say as much', kling, { sound: true }, 0.126],
    ['of less, where it says more', kling, { sound: false }, 0.084],
    ['from words', wan, {}, 0.08],
    ['from a frame', wan, { firstFrame: picture }, 0.1],
    ['with references', heygen, leaning, 0.06],
    ['without references', heygen, {}, 0.03],
    ['in cents, and of images', grok, { firstFrame: picture }, 0.15],
    ['in cents, by tier', grok, { tier: '480p' }, 0.08],
    ['of references beside', hailuo, leaning, 0.21],
    ['of no references for a frame', hailuo, { firstFrame: picture }, 0.13],
    [
      'of the guide',
      { 'per-video-second': '0.50', 'per-video-second-1080p': '0.75' },
      { tier: '1080p' },
      0.75,
    ],
    ['at least', { cents_per_second_output: '28', minimum_cents_per_generation: '56' }, {}, 0.56],
    ['a number', { duration_seconds: 0.1 }, { seconds: 3 }, 0.3],
    [
      'without what is never asked for',
      { cents_per_second_output: '17', cents_per_second_video_continuation_720p: '41' },
      {},
      0.17,
    ],
  ])('%s', (_what, skus, asked, dollars) => {
    expect(priced(skus, asked)).toEqual(exactly(dollars));
  });

  it('of tokens, for Seedance alone', () => {
    const skus = { video_tokens: '0.000007', video_tokens_without_audio: '0.000006' };
    const model = 'bytedance/seedance-2.0';
    expect(priced(skus, { sound: true, seconds: 5 }, { model })).toEqual(exactly(0.756));
    expect(priced(skus, { sound: false, seconds: 5 }, { model })).toEqual(exactly(0.648));
    expect(priced(skus, { sound: true }, { model: 'maker/tokens' })).toContain('"video_tokens"');
  });

  it('of what a model always or never has', () => {
    expect(priced(veo, {}, { sound: 'always' })).toEqual(exactly(0.1));
    expect(priced(veo, {}, { sound: 'never' })).toEqual(exactly(0.08));
  });

  it('the highest, as an estimate, where none is for such a request', () => {
    expect(priced(grok, { tier: '1080p' })).toEqual({ dollars: 0.14, estimated: true });
    expect(priced(wan, leaning)).toEqual({ dollars: 0.1, estimated: true });
    const hd = { duration_seconds_720p: '0.1' };
    expect(priced(hd, {})).toEqual(exactly(0.1));
    expect(priced(hd, { tier: '1080p' })).toEqual({ dollars: 0.1, estimated: true });
  });
});

describe('no price is', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['one beside what is not understood', { duration_seconds: '0.1', per_vibe: '3' }, '"per_vibe"'],
    ['megapixels', { cents_per_megapixel_second_precise: '7.5' }, 'cents_per_megapixel_second_precise'],
    ['nothing', { duration_seconds: '0' }, 'duration_seconds'],
    ['less than nothing', { duration_seconds: '-1' }, 'duration_seconds'],
    ['almost nothing', { duration_seconds: '0.0000001' }, "1e-7 US dollars a second, which can't be right"],
    ['almost nothing in cents', { cents_per_second_output: '0.01' }, "can't be right"],
    ['a word', { duration_seconds: 'free' }, 'duration_seconds'],
    ['without end', { duration_seconds: 'Infinity' }, 'duration_seconds'],
    ['an image alone', { cents_per_image_input: '1' }, 'no price for a second'],
    ['an empty list', {}, 'no price for a second'],
  ])('%s', (_what, skus, why) => {
    expect(priced(skus, {})).toContain(why);
  });

  it('shown as another wrote it', () => {
    expect(priced({ 'a\u001b[31mb': '1' }, {})).toContain('"a??31mb"');
  });
});
