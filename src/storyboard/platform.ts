import { aspectGap, type Size } from '../core/frames.ts';
import { frame, ratioOf } from './format.ts';
import type { Platform } from './model.ts';
import type { Places } from './places.ts';
import { presets } from './presets.ts';
import type { Format as FormatInFile } from './schema.gen.ts';

/** What the place where a film will be shown asks of it, in a frame of this size. */
export function platformOf(
  { preset }: FormatInFile = {},
  size: Size,
  places: Places,
): { readonly platform?: Platform; readonly loudness?: number } {
  if (preset === undefined) return {};
  const { aspect, loudness, longest, covered } = presets[preset];
  // Where it shows films of another shape is not known.
  const fills = aspectGap(size, frame(ratioOf(aspect), 1080)) < 0.03;
  return {
    platform: {
      name: preset,
      place: places.of(['format', 'preset']),
      ...(longest !== undefined && { longest }),
      ...(covered && fills && { covered }),
    },
    ...(loudness !== undefined && { loudness }),
  };
}
