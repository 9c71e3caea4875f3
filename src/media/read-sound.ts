import { readSoundEntry } from './mp4/read-entries.ts';
import { type PlainMp4, readPlainMp4 } from './mp4/read-index.ts';
import type { Samples } from './mp4/read-samples.ts';
import { withFile } from './open-file.ts';

/** An AAC track as an encoder wrote it. */
export interface AacPackets extends Samples {
  /** AAC's AudioSpecificConfig. */
  readonly config: Uint8Array;
  readonly channels: number;
  readonly rate: number;
  /** Samples at the beginning that players skip. */
  readonly priming: number;
}

/** Undefined if the file is not an MP4 with AAC in it. */
export const readSound = (file: string): Promise<AacPackets | undefined> =>
  withFile(file, (open) => readPlainMp4(open, aacSound));

function aacSound({ sound }: PlainMp4): AacPackets | undefined {
  if (sound?.coding !== 'mp4a') return undefined;
  const { timescale: rate, times } = sound;
  const { config, channels } = readSoundEntry(sound.description);
  if (!config) return undefined;
  return { ...sound, config, channels, rate, priming: Math.round(-(times[0] ?? 0) * rate) };
}
