import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TestRoom } from '../room.ts';

const run = promisify(execFile);

/** What ffmpeg's own meter, which we did not write, says of a file or a part of it: LUFS. */
export async function lufs(room: TestRoom, file: string, from = 0, to = 1e6): Promise<number> {
  return (await metered(room, file, `atrim=start=${from}:end=${to},ebur128`))(/ I: +(-?[\d.]+) LUFS/g);
}

/** The same of a whole file, and its peak in dBTP, which takes ten times as long to find. */
export async function ebur128(room: TestRoom, file: string) {
  const last = await metered(room, file, 'ebur128=peak=true');
  return { loudness: last(/ I: +(-?[\d.]+) LUFS/g), peak: last(/ Peak: +(-?[\d.]+) dBFS/g) };
}

/** What a meter says last that a pattern finds. */
async function metered(room: TestRoom, file: string, graph: string) {
  const { stderr } = await run(room.room.tools.ffmpeg.path, [
    ...['-nostdin', '-nostats', '-i', file, '-filter_complex', `[0:a]${graph}[a]`, '-map', '[a]'],
    ...['-f', 'null', '-'],
  ]);
  return (pattern: RegExp): number => Number([...stderr.matchAll(pattern)].at(-1)?.[1]);
}

/** dB below full scale of a stretch, given in seconds. */
export function levelOf(samples: Float32Array, from: number, to: number): number {
  const part = samples.subarray(Math.round(from * 48_000), Math.round(to * 48_000));
  const power = part.reduce((sum, sample) => sum + sample * sample, 0) / part.length;
  return 10 * Math.log10(Math.max(power, 1e-12));
}

/** dB below full scale of what a stretch holds of one frequency. */
export function toneIn(samples: Float32Array, hertz: number, from: number, to: number): number {
  const part = samples.subarray(Math.round(from * 48_000), Math.round(to * 48_000));
  let cosine = 0;
  let sine = 0;
  for (const [i, sample] of part.entries()) {
    const angle = (2 * Math.PI * hertz * i) / 48_000;
    cosine += sample * Math.cos(angle);
    sine += sample * Math.sin(angle);
  }
  return 20 * Math.log10(Math.max((2 * Math.hypot(cosine, sine)) / part.length, 1e-6));
}

/** The largest step from one sample to the next in a stretch. */
export function steepest(samples: Float32Array, from: number, to: number): number {
  let most = 0;
  for (let i = Math.round(from * 48_000) + 1; i < to * 48_000; i++) {
    most = Math.max(most, Math.abs((samples[i] ?? 0) - (samples[i - 1] ?? 0)));
  }
  return most;
}
