import type { Size } from '../../core/frames.ts';
import { boxAt, bytesOf, type Content, part } from './read-boxes.ts';

/** What a track says of its pictures (VisualSampleEntry, ISO/IEC 14496-12, 12.1.3). */
export function readEntry(entry: Content): {
  readonly size: Size;
  /** Whether pixels are as wide as high. */
  readonly square: boolean;
  /** The boxes that follow: the codec's own, colours, … */
  readonly extensions: Content;
} {
  const extensions = part(entry, 78);
  const pixels = boxAt(extensions, 'pasp');
  const square = !pixels || pixels.getUint32(0) === pixels.getUint32(4);
  return { size: { width: entry.getUint16(24), height: entry.getUint16(26) }, square, extensions };
}

/** What a track of AAC says of its sound (AudioSampleEntry, 12.2.3); `config` is AAC's AudioSpecificConfig. */
export function readSoundEntry(entry: Content): {
  readonly channels: number;
  readonly config: Uint8Array | undefined;
} {
  const stream = boxAt(part(entry, 28), 'esds');
  return { channels: entry.getUint16(16), config: stream && decoderConfig(part(stream, 4)) };
}

/**
 * Whether a track has more channels than a left and a right one: AAC's own config knows better than its entry, which may
 * say 2 of any. What of it can't be read is nothing to refuse sound for.
 */
export function isSurround(coding: string, entry: Content): boolean {
  try {
    const { channels, config } =
      coding === 'mp4a' ? readSoundEntry(entry) : { channels: entry.getUint16(16), config: undefined };
    return ((config && channelConfiguration(config)) || channels) > 2;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Of an AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1); 0 where it is told elsewhere or otherwise. */
function channelConfiguration([first = 0, second = 0]: Uint8Array): number {
  const explicitRate = (((first & 7) << 1) | (second >> 7)) === 15;
  return explicitRate || first >> 3 === 31 ? 0 : (second >> 3) & 15;
}

/** The content of the innermost of the descriptors that an AAC track has (ISO/IEC 14496-1, 7.2.6). */
function decoderConfig(descriptors: Content): Uint8Array | undefined {
  /** What stands before a descriptor's own descriptors, by its tag. */
  const heads: Readonly<Record<number, number>> = { 3: 3, 4: 13 };
  for (let at = 0; ; ) {
    const tag = descriptors.getUint8(at++);
    let length = 0;
    for (let more = true; more; ) {
      const byte = descriptors.getUint8(at++);
      length = length * 128 + (byte & 127);
      more = byte >= 128;
    }
    if (tag === 5) return bytesOf(part(descriptors, at, length)).slice();
    const head = heads[tag];
    if (head === undefined) return undefined;
    at += head;
  }
}
