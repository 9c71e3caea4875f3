import type { FfmpegJob } from './ffmpeg.ts';
import { isJoinedMp3 } from './joined/joined-mp3.ts';
import { readPlainMp4 } from './mp4/read-index.ts';
import { oddFile } from './odd-files.ts';
import { type OpenFile, withFile } from './open-file.ts';
import { pipedWav } from './piped-wav.ts';

/** How ffmpeg is to read a recording. */
interface SoundInput extends Pick<FfmpegJob, 'inputs' | 'tolerant'> {
  /** Which of the file's tracks of sound is heard, counted from 0. */
  readonly track: number;
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
  return { inputs, ...tolerant, track: odd ? 0 : await heardIn(file).catch(() => 0) };
}

async function heardIn(file: OpenFile): Promise<number> {
  const plain = await readPlainMp4(file, ({ sound }) => sound);
  if (plain) return plain.number;
  const { heardInAny } = await import('./any-container.ts');
  return await heardInAny(file.path);
}
