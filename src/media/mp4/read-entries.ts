import type { Size } from '../../core/frames.ts';
import { boxAt, boxesIn, bytesOf, type Content, part } from './read-boxes.ts';

/** Reads a video track's sample entry (VisualSampleEntry, ISO/IEC 14496-12, 12.1.3). */
export function readEntry(entry: Content): {
  readonly size: Size;
  /** Whether pixels are square. */
  readonly square: boolean;
  /** The boxes that follow: for the codec, colours, … */
  readonly extensions: Content;
} {
  const extensions = part(entry, 78);
  const pixels = boxAt(extensions, 'pasp');
  const square = !pixels || pixels.getUint32(0) === pixels.getUint32(4);
  return { size: { width: entry.getUint16(24), height: entry.getUint16(26) }, square, extensions };
}

/** Reads an AAC track's sample entry (AudioSampleEntry, 12.2.3). `config` is AAC's AudioSpecificConfig. */
export function readSoundEntry(entry: Content): {
  readonly channels: number;
  readonly config: Uint8Array | undefined;
} {
  const stream = boxAt(part(entry, 28), 'esds');
  return { channels: entry.getUint16(16), config: stream && decoderConfig(part(stream, 4)) };
}

/** AAC's config. One that can't be read is no reason to refuse the sound. */
export function aacConfig(coding: string, entry: Content): Uint8Array | undefined {
  try {
    return coding === 'mp4a' ? readSoundEntry(entry).config : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Whether a track has more than two channels. AAC's own config is more reliable than the sample entry, which may always say 2. */
export function isSurround(coding: string, entry: Content): boolean {
  const config = aacConfig(coding, entry);
  const said = entry.byteLength < 18 ? 0 : entry.getUint16(16);
  return ((config && channelConfiguration(config)) || said) > 2;
}

/** Whether a track, of which its content is given, has one channel. */
export function isMono(track: Content): boolean {
  try {
    const descriptions = boxAt(track, 'mdia', 'minf', 'stbl', 'stsd');
    const [entry] = descriptions ? boxesIn(part(descriptions, 8)) : [];
    if (!entry) return false;
    // QuickTime's second version says it further on.
    if (entry.type !== 'mp4a' && entry.content.getUint16(8) === 2) return entry.content.getUint32(40) === 1;
    const { channels, config } =
      entry.type === 'mp4a'
        ? readSoundEntry(entry.content)
        : { channels: entry.content.getUint16(16), config: undefined };
    return ((config && channelConfiguration(config)) || channels) === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** From an AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1). 0 if the channels are specified elsewhere or in another way. */
function channelConfiguration([first = 0, second = 0]: Uint8Array): number {
  const explicitRate = (((first & 7) << 1) | (second >> 7)) === 15;
  return explicitRate || first >> 3 === 31 ? 0 : (second >> 3) & 15;
}

/** The content of an AAC track's innermost descriptor (ISO/IEC 14496-1, 7.2.6). */
function decoderConfig(descriptors: Content): Uint8Array | undefined {
  /** Bytes in a descriptor before its nested descriptors, by tag. */
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
