import type { Format } from '../../src/storyboard/model.ts';
import { provider, providers } from '../rig/planning.ts';

const none = provider('none', {
  extend: { kind: 'none' },
  inputs: { firstFrame: 'none', references: { images: 0 }, characters: 0 },
});

/** With a provider that only makes footage of a prompt, `none`, and one that continues from last frames, `frames`. */
export const options = { providers: providers(none, provider('frames')) };

/** What makes a segment's footage, of those two. */
export const of = (name: string) => ({ provider: name, model: `${name}-1` });

export const cast = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ name: `c${i}`, character: `char_${i}` }));

export const format = (width: number, height: number, exact = false): Format => ({
  size: { width, height },
  exact,
  fps: 24,
  fit: 'pad',
});
