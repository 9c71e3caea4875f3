import type RunwayML from '@runwayml/sdk';
import { expect, it } from 'vitest';
import { refusal, runway } from './runway.ts';
import { dataUrl, png } from './sandbox.ts';

const promptText = 'A wave';
const ratio = '1280:720';
const duration = 5;
const still = dataUrl(png(1280, 720));
const first = { uri: still, position: 'first' } as const;
const last = { uri: still, position: 'last' } as const;

/** Each model from words, with what makes it dearer or different; and the credits. */
const words: readonly [RunwayML.TextToVideoCreateParams, number][] = [
  [{ model: 'gen4.5', promptText, ratio, duration, seed: 7 }, 60],
  [{ model: 'veo3.1', promptText, ratio }, 320],
  [{ model: 'veo3.1', promptText, ratio, audio: false, negativePrompt: 'birds', duration: 4 }, 80],
  [{ model: 'veo3.1_fast', promptText, ratio, audio: true, duration: 6 }, 90],
  [{ model: 'hailuo3', promptText, ratio: 'adaptive', resolution: '2k', references: [{ uri: still }] }, 125],
  [{ model: 'happyhorse_1_0', promptText }, 125],
  [{ model: 'seedance2', promptText, duration: 'auto' }, 540],
  [{ model: 'seedance2', promptText, ratio: '3840:1646', references: [{ uri: still }] }, 180],
  [{ model: 'seedance2_fast', promptText, ratio: '864:496' }, 125],
  [{ model: 'seedance2_mini', promptText }, 125],
  [{ model: 'seedance2_5', ratio: '854:480', duration: 30 }, 750],
  [{ model: 'gemini_omni_flash', promptText, duration: 10 }, 250],
  [{ model: 'gemini_omni_flash_1.1', promptText, ratio: '3840:2160', duration: 3 }, 75],
  [{ model: 'grok_imagine_1_5', promptText, ratio: '3:2', resolution: '1080p' }, 125],
  [{ model: 'wan3', promptText, ratio: '1648:1248' }, 125],
  [{ model: 'wan3_prime', promptText, audio: false }, 125],
  [{ model: 'h3_max', promptText, promptExpansionMode: 'disabled', seed: 1 }, 125],
];

const pictures: readonly [RunwayML.ImageToVideoCreateParams, number][] = [
  [{ model: 'gen4.5', promptText, ratio: '1584:672', duration, promptImage: [first] }, 60],
  [{ model: 'gen4_turbo', ratio: '960:960', promptImage: still }, 25],
  [{ model: 'veo3.1', ratio, promptImage: [first, last], duration: 8, audio: true }, 320],
  [{ model: 'hailuo3', promptText, promptImage: [first, last], ratio: '16:9' }, 125],
  [{ model: 'happyhorse_1_0', promptImage: still, resolution: '1080p' }, 125],
  [{ model: 'seedance2_5', promptImage: [{ uri: still }, { uri: still }], audio: true }, 125],
  [{ model: 'gemini_omni_flash', promptImage: still }, 125],
  [{ model: 'gemini_omni_flash_1.1', promptText, promptImage: [first, last] }, 125],
  [{ model: 'grok_imagine_1_5', promptImage: [first], resolution: '480p' }, 125],
  [{ model: 'wan3_prime', promptText, promptImage: [first, last], ratio: 'auto_1080p' }, 125],
  [{ model: 'h3_max', promptText, promptImage: [first, last], resolution: '480p' }, 125],
];

/** Refused for what only that model asks for, by the field that is named. */
const odd: readonly [object, string][] = [
  [{ model: 'hailuo3', promptText, ratio: 'adaptive' }, 'ratio'],
  [{ model: 'seedance2_fast', promptText, ratio: '1920:1080' }, 'ratio'],
  [{ model: 'seedance2', promptText, references: Array(10).fill({ uri: still }) }, 'references'],
  [{ model: 'seedance2', promptText, references: [{ uri: still, tag: 'Ada' }] }, 'references.0.tag'],
  [
    { model: 'grok_imagine_1_5', promptText, references: [{ uri: still }], resolution: '1080p' },
    'resolution',
  ],
  [{ model: 'gemini_omni_flash', promptText, duration: 2.5 }, 'duration'],
  [{ model: 'veo3.1', promptText, ratio, duration: 'auto' }, 'duration'],
  [{ model: 'gen4.5', promptText, ratio, duration, outputFormat: 'prores' }, 'outputFormat'],
  [{ model: 'h3_max', promptText, ratio }, 'ratio'],
];

it('takes each model’s own bodies, as its types have them, and names a price', async () => {
  const { client, served } = await runway({ faults: 'create 1+ stuck' });
  for (const [body, credits] of words) {
    expect([body, (await client.textToVideo.create(body)).estimatedCost]).toEqual([body, { credits }]);
  }
  for (const [body, credits] of pictures) {
    expect([body, (await client.imageToVideo.create(body)).estimatedCost]).toEqual([body, { credits }]);
  }
  expect(served.ledger.paid).toHaveLength(words.length + pictures.length);
});

it('refuses what only one model does not take', async () => {
  const { client, served } = await runway();
  for (const [body, path] of odd) {
    const { status, error } = await refusal(client.textToVideo.create(body as never));
    const { issues = [] } = error as { issues?: readonly { path: readonly unknown[] }[] };
    expect([body, status, issues[0]?.path.join('.')]).toEqual([body, 400, path]);
  }
  expect(served.ledger.paid).toEqual([]);
});
