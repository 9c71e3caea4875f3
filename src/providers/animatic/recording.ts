import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprintOf, type Request } from '../../core/request.ts';
import { group, mp4, picture, sound } from '../../media/encoding.ts';
import type { FfmpegJob } from '../../media/ffmpeg.ts';
import { type Look, writeLook } from './look.ts';
import type { DrawnScene } from './scene.ts';
import { sampleRate, soundOf } from './sound.ts';
import { timeLines } from './speech.ts';

/** Takes and variations have different fingerprints, so they look and sound different. */
export const seedOf = (request: Request): number => Number.parseInt(fingerprintOf(request).slice(0, 8), 16);

/** The scene's sound as an ffmpeg input. */
export async function recordSound(scene: DrawnScene, folder: string): Promise<FfmpegJob['inputs'][number]> {
  const { look, shot, frames, fps, before } = scene;
  const file = join(folder, 'sound.pcm');
  await writeFile(
    file,
    soundOf(look.seed, timeLines(shot.dialogue, frames), frames / fps, fps, before / fps),
  );
  return { file, args: ['-f', 's16le', '-ar', String(sampleRate), '-ac', '1'] };
}

/** Filters that make a sound exactly as long as this many frames. */
export function fitted(frames: number, fps: number): string {
  const samples = Math.round((frames / fps) * sampleRate);
  return `aformat=sample_rates=${sampleRate}:channel_layouts=stereo,apad,atrim=end_sample=${samples}`;
}

/** A filter for what is to be silent. */
export const wanted = ({ sound }: Request): string => (sound === false ? 'volume=0,' : '');

export const drawn = (fps: number): readonly string[] => picture(fps, group.cut, 'drawn');

/** A murmur needs fewer bits than music. */
export const murmured: readonly string[] = [...sound, '-b:a', '64k'];

/** The file, with its look written into it for clips that continue it. */
export const clip = (fps: number, look: Look | undefined): readonly string[] => [
  ...mp4(fps),
  ...(look ? ['-metadata', `comment=${writeLook(look)}`] : []),
];
