import { parseSize, type Size } from '../../core/frames.ts';
import type { Capabilities, Lengths, Price, ProviderData } from '../capabilities.ts';
import { retirementOf } from './retired.ts';

/**
 * The models that OpenAI's own host offered until it was switched off, according to its API reference and video guide;
 * servers that adopted the protocol offer them under the same names. docs/providers.md has the source of each figure.
 */

const lengths: Lengths = { kind: 'set', seconds: [4, 8, 12, 16, 20] };

/** A job usually took one to five minutes: here 4 s take less than two, and 20 s take five. */
const pace = { base: 60, perSecond: 12 };

const endOfLife = {
  date: '2026-09-24',
  note: 'OpenAI switched its Sora models off that day; only other servers can still serve them.',
};

const sora = (model: string, bySize: Readonly<Record<string, number>>): Capabilities => ({
  model,
  lengths,
  extend: { kind: 'native', lengths, most: 6, longest: 120 },
  edit: true,
  sizes: { kind: 'set', sizes: Object.keys(bySize).map(sizeOf) },
  fps: 24,
  inputs: { firstFrame: 'sized', references: { images: 0 }, characters: 2 },
  sound: 'always',
  options: {},
  promptLimit: 32000,
  price: priceBySize(bySize),
  pace,
  endOfLife,
});

const priceBySize = (bySize: Readonly<Record<string, number>>): Price => ({
  kind: 'per-second',
  bySize,
  source: 'https://platform.openai.com/docs/pricing',
  date: '2026-11-22',
  note: 'How extensions and edits were billed was never published; every newly made second is assumed to cost the same.',
});

function sizeOf(text: string): Size {
  const size = parseSize(text);
  if (size === undefined) throw new Error(`${text} is not a size`);
  return size;
}

const sora2 = sora('sora-2', { '720x1280': 0.1, '1280x720': 0.1 });

const sora2Pro = sora('sora-2-pro', {
  '720x1280': 0.3,
  '1280x720': 0.3,
  '1024x1792': 0.5,
  '1792x1024': 0.5,
  '1080x1920': 0.7,
  '1920x1080': 0.7,
});

export const openaiHost = 'https://api.openai.com/v1';

/** The provider `openai` at any server with the protocol: others may still offer what OpenAI switched off. */
export function openaiAt(baseUrl: string = openaiHost): ProviderData {
  const models = [sora2, sora2Pro];
  const unavailable = retirementOf(baseUrl);
  return {
    name: 'openai',
    models: unavailable ? models : models.map(({ endOfLife: _, ...model }) => model),
    defaultModel: sora2.model,
    lists: {},
    ...(unavailable && { unavailable }),
  };
}

export const openai: ProviderData = openaiAt();
