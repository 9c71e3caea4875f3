import type { FfmpegJob } from './ffmpeg.ts';
import { isJoinedMp3 } from './joined/joined-mp3.ts';
import { mergeTracks } from './mix-down.ts';
import { readPlainMp4, soundsBeside } from './mp4/read-index.ts';
import { oddFile } from './odd-files.ts';
import { type OpenFile, withFile } from './open-file.ts';
import { pipedWav } from './piped-wav.ts';
import { mergedTracks } from './told-sound.ts';
import type { Tools } from './tools.ts';

/** How ffmpeg is to read a recording. */
interface SoundInput extends Pick<FfmpegJob, 'inputs' | 'tolerant'> {
  /** Which of the file's tracks of sound is heard, counted from 0. */
  readonly track: number;
  /** Those that are heard with it, if each is a channel. */
  readonly beside?: readonly number[];
  /** Set if all of its tracks are, where each is a channel. */
  readonly channelTracks?: true;
}

/** Reads it to the end of its file, whatever its header says. */
export const soundInput = (file: string): Promise<SoundInput> =>
  withFile(file, async (open) =>
    pipedWav(open)
      ? // The end of the file, where ffmpeg expects more, would pass for damage.
        { inputs: [{ file, args: ['-f', 'wav', '-ignore_length', '1'] }], tolerant: true, track: 0 }
      : await readBy(open),
  );

async function readBy(file: OpenFile): Promise<SoundInput> {
  const odd = await oddFile(file);
  const inputs = [{ file: file.path, args: odd ? ['-f', odd.format] : [] }];
  // What ffmpeg says of where recordings meet would pass for damage.
  const tolerant = odd?.joined || (await isJoinedMp3(file)) ? ({ tolerant: true } as const) : {};
  const channelTracks = odd?.channelTracks && { channelTracks: true as const };
  if (odd) return { inputs, ...tolerant, track: 0, ...channelTracks };
  return { inputs, ...tolerant, ...(await heardIn(file).catch(() => ({ track: 0 }))) };
}

async function heardIn(file: OpenFile): Promise<Pick<SoundInput, 'track' | 'beside'>> {
  const plain = await readPlainMp4(file, ({ sound }) => sound);
  if (plain) return { track: plain.number, ...(plain.beside && { beside: plain.beside }) };
  const { heardInAny } = await import('./any-container.ts');
  return { track: await heardInAny(file.path), ...(await soundsBeside(file)) };
}

/** A graph without an end of what is heard of a recording; each of its tracks goes through `filters` first. */
export async function heardOf(tools: Tools, input: SoundInput, filters: string): Promise<string> {
  const { inputs, track, beside, channelTracks } = input;
  // Where one begins later, the others would wait for it.
  if (beside) return mergeTracks([track, ...beside], `${filters},aresample=async=1:first_pts=0`);
  const [whole] = inputs;
  const merged = channelTracks && whole ? await mergedTracks(tools, whole) : undefined;
  if (merged !== undefined) return `${merged},${filters}`;
  // Newer decoders of Windows Media leave out what they begin with, and count from later.
  const isWindowsMedia = whole?.args?.includes('asf');
  return `[0:a:${track}]${filters}${isWindowsMedia ? ',aresample=async=1:first_pts=0' : ''}`;
}
