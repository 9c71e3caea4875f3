import type { Capabilities, Lengths, ProviderData } from '../capabilities.ts';
import { commonOptions } from '../options.ts';

/** No part of the program asks for lengths finer than a millisecond. */
const lengths: Lengths = { kind: 'range', min: 0.04, max: 600, step: 0.001 };

/** On each core of an ordinary machine, at 24 fps: at 1280x720, about four times faster than real time. */
const pace = { base: 0.8, perSecond: 0.05, perMegapixel: 0.2 };

/** The animatic's own model, which makes anything that a storyboard can ask for. Its limits only catch mistakes. */
const animaticModel: Capabilities = {
  model: 'animatic',
  lengths,
  extend: { kind: 'native', lengths, most: 1_000_000, longest: 1_000_000 },
  edit: true,
  sizes: { kind: 'any', min: 64, max: 8192 },
  fps: 'any',
  inputs: {
    ...{ firstFrame: 'any', lastFrame: { fits: 'any', needsFirst: false } },
    ...{ references: { images: 16, videos: 4, audio: 4 }, characters: 16 },
  },
  sound: 'always',
  // What most models know a film should be able to say before one is chosen; it draws the same with any.
  options: commonOptions('seed', 'negative-prompt'),
  promptLimit: 100_000,
  price: { kind: 'free' },
  pace,
};

/** Another provider's model, for rehearsing: everything is the same, except that it is free and never retired. */
function rehearsalOf({ endOfLife: _, ...model }: Capabilities): Capabilities {
  return { ...model, price: { kind: 'free' }, pace };
}

/** The animatic as a provider: its own model first, then a rehearsal of each known one. */
export function animaticData(known: readonly Capabilities[]): ProviderData {
  const rehearsals = new Map(known.map((model) => [model.model, rehearsalOf(model)]));
  return {
    name: 'animatic',
    models: [animaticModel, ...rehearsals.values()],
    defaultModel: animaticModel.model,
    resubmit: 'safe',
    failures: 'free',
    standsIn: true,
  };
}
