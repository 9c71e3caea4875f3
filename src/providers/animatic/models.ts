import type { Capabilities, Lengths, ProviderData } from '../capabilities.ts';

/** Milliseconds are the finest lengths that any part of the program asks for. */
const lengths: Lengths = { kind: 'range', min: 0.04, max: 600, step: 0.001 };

/** On each core of an ordinary machine, at 24 fps: about four times faster than it plays at 1280x720. */
const pace = { base: 0.8, perSecond: 0.05, perMegapixel: 0.2 };

/** The animatic's own model: makes whatever a storyboard can ask for. Its limits only keep out mistakes. */
const animaticModel: Capabilities = {
  model: 'animatic',
  lengths,
  extend: { kind: 'native', lengths, most: 1_000_000, longest: 1_000_000 },
  edit: true,
  sizes: { kind: 'any', min: 64, max: 8192 },
  fps: 'any',
  inputs: { firstFrame: 'any', references: 16, characters: 16 },
  audio: true,
  options: [],
  promptLimit: 100_000,
  price: { kind: 'free' },
  pace,
};

/** Another provider's model as the animatic rehearses it: everything is the same, but that it is free and lives on. */
function rehearsalOf({ endOfLife: _, ...model }: Capabilities): Capabilities {
  return { ...model, price: { kind: 'free' }, pace };
}

/** The animatic as a provider, with its own model first, then a rehearsal of each known one. */
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
