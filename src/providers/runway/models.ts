import { parseSize, type Size } from '../../core/frames.ts';
import type { Capabilities, PriceRule } from '../capabilities.ts';
import { commonOptions } from '../options.ts';

/**
 * Models at Runway whose price is published. What they accept is as typed in Runway's own client (`@runwayml/sdk` 4.20.1), and
 * prices are Runway's: a credit costs US$ 0.01. docs/providers.md has the source of each figure.
 */
export const runwayModels: readonly Capabilities[] = [
  {
    ...common('gen4.5', ['1280:720', '720:1280'], [{ perSecond: 0.12 }]),
    lengths: { kind: 'range', min: 2, max: 10, step: 1 },
    inputs: { firstFrame: 'sized', references: { images: 0 }, characters: 0 },
    sound: 'never',
    options: commonOptions('seed'),
    promptLimit: 1000,
  },
  {
    ...common(
      'gen4_turbo',
      ['1584:672', '1280:720', '1104:832', '960:960', '832:1104', '720:1280'],
      [{ perSecond: 0.05 }],
    ),
    lengths: { kind: 'range', min: 2, max: 10, step: 1 },
    inputs: { firstFrame: 'sized', needsFirst: true, references: { images: 0 }, characters: 0 },
    sound: 'never',
    options: commonOptions('seed'),
    promptLimit: 1000,
  },
  veo('veo3.1', { sound: 0.4, silent: 0.2 }),
  veo('veo3.1_fast', { sound: 0.15, silent: 0.1 }),
  {
    ...common('seedance2', seedanceRatios(), [{ perSecond: 0.36 }]),
    lengths: { kind: 'range', min: 4, max: 15, step: 1 },
    inputs: {
      firstFrame: 'sized',
      lastFrame: { fits: 'sized', needsFirst: false },
      references: { images: 9, videos: 9, audio: 9, longest: { videos: 15, audio: 15 }, apart: true },
      characters: 0,
    },
    sound: 'choice',
    options: commonOptions('seed'),
    promptLimit: 3500,
  },
];

type Common = Pick<Capabilities, 'model' | 'extend' | 'edit' | 'fps' | 'sizes' | 'tiers' | 'price' | 'pace'>;

function common(model: string, ratios: readonly string[], rules: readonly PriceRule[]): Common {
  const sizes = ratios.map(sizeOf);
  return {
    model,
    // Continues from the last frame: `mode: extend` of newer models has no published price.
    ...{ extend: { kind: 'last-frame' }, edit: false, fps: 24 },
    sizes: { kind: 'set', sizes },
    price: {
      kind: 'rules',
      rules,
      source: 'https://github.com/runwayml/skills',
      date: '2026-04-21',
      note: 'The estimate that Runway gives for each job counts as soon as it is known.',
    },
    pace: { base: 60, perSecond: 12 },
  };
}

function veo(model: string, perSecond: { readonly sound: number; readonly silent: number }): Capabilities {
  const ratios = ['1280:720', '720:1280', '1920:1080', '1080:1920'];
  const rules = [{ when: { sound: false }, perSecond: perSecond.silent }, { perSecond: perSecond.sound }];
  return {
    ...common(model, ratios, rules),
    lengths: { kind: 'set', seconds: [4, 6, 8] },
    inputs: {
      firstFrame: 'sized',
      lastFrame: { fits: 'sized', needsFirst: true },
      references: { images: 0 },
      characters: 0,
    },
    sound: 'choice',
    options: commonOptions('seed', 'negative-prompt'),
    promptLimit: 1000,
  };
}

/** Several are not quite of their aspect: the cut fits them. */
function seedanceRatios(): readonly string[] {
  return [
    ...['992:432', '864:496', '752:560', '640:640', '560:752', '496:864'],
    ...['1470:630', '1280:720', '1112:834', '960:960', '834:1112', '720:1280'],
    ...['2206:946', '1920:1080', '1664:1248', '1440:1440', '1248:1664', '1080:1920'],
    ...['3840:1646', '3840:2160', '3840:2880', '3840:3840', '2880:3840', '2160:3840'],
  ];
}

function sizeOf(ratio: string): Size {
  const size = parseSize(ratio.replace(':', 'x'));
  if (size === undefined) throw new Error(`${ratio} is not a size`);
  return size;
}
