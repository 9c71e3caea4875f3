import { parseSize, type Size, sameSize, sizeText } from '../core/frames.ts';
import { say, says } from '../core/sentence.ts';
import type { Aspect, Format, Resolution } from './model.ts';
import type { Path } from './places.ts';
import { presets } from './presets.ts';
import type { Problems } from './problems.ts';
import { rateOf } from './rate.ts';
import type { Format as FormatInFile } from './schema.gen.ts';

export const shortSides: Readonly<Record<Resolution, number>> = {
  '480p': 480,
  '720p': 720,
  '1080p': 1080,
  '2160p': 2160,
};

/** The frame with this aspect and short side; both sides even, as video codecs require. */
export function frame([across, down]: Ratio, short: number): Size {
  const long = even((short * Math.max(across, down)) / Math.min(across, down));
  return across >= down ? { width: long, height: even(short) } : { width: even(short), height: long };
}

type Ratio = readonly [number, number];

export function ratioOf(aspect: Aspect): Ratio {
  const [across = 1, down = 1] = aspect.split(':').map(Number);
  return [across, down];
}

const even = (pixels: number): number => Math.round(pixels / 2) * 2;

/** The film's frame, with defaults. */
export function formatOf(written: FormatInFile = {}, problems: Problems): Format {
  const { fit = 'pad' } = written;
  const fps = rateOf(written.fps ?? 24, ['format', 'fps'], problems);
  if ('size' in written)
    return { size: exactSize(written.size, ['format', 'size'], problems), exact: true, fps, fit };
  const preset = written.preset && presets[written.preset];
  const { aspect = preset?.aspect ?? '16:9', resolution = preset?.resolution ?? '720p' } = written;
  return { size: frame(ratioOf(aspect), shortSides[resolution]), exact: false, fps, fit };
}

/** A size as the file writes it, made even. */
export function exactSize(written: string, path: Path, problems: Problems): Size {
  const size = parseSize(written) ?? { width: 0, height: 0 };
  const evenSize = { width: even(size.width), height: even(size.height) };
  if (!sameSize(size, evenSize)) {
    problems.add({
      code: 'odd-size',
      path,
      ...says(
        say`${{ value: written }} has an odd width or height, which video can't have.`,
        say`Use ${{ nearest: sizeText(evenSize) }}, the nearest even size.`,
      ),
    });
  }
  return evenSize;
}
