import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprintOf, type Request } from '../../core/request.ts';
import type { FfmpegJob } from '../../media/ffmpeg.ts';
import { type Look, writeLook } from './look.ts';
import type { Scene } from './scene.ts';
import { sampleRate, soundOf } from './sound.ts';
import { timeLines } from './speech.ts';

/** Takes and variations are other draws, so they look and sound otherwise. */
export const seedOf = (request: Request): number => Number.parseInt(fingerprintOf(request).slice(0, 8), 16);

/** The scene's sound as an input of ffmpeg. */
export async function recordSound(scene: Scene, folder: string): Promise<FfmpegJob['inputs'][number]> {
  const { look, shot, frames, fps, before } = scene;
  const file = join(folder, 'sound.pcm');
  await writeFile(
    file,
    soundOf(look.seed, timeLines(shot.dialogue, frames), frames / fps, fps, before / fps),
  );
  return { file, args: ['-f', 's16le', '-ar', String(sampleRate), '-ac', '1'] };
}

/** Filters that make a sound exactly as long as so many frames. */
export function fitted(frames: number, fps: number): string {
  const samples = Math.round((frames / fps) * sampleRate);
  return `aformat=sample_rates=${sampleRate}:channel_layouts=stereo,apad,atrim=end_sample=${samples}`;
}

/** The look, written into the clip for whoever goes on from it. */
export const comment = (look: Look | undefined): readonly string[] =>
  look ? ['-metadata', `comment=${writeLook(look)}`] : [];

/** How drawn pictures are encoded on top of the one way: smooth as they are, a coarser search finds as much. */
export const drawn: readonly string[] = ['-crf', '23', '-subq', '0', '-aq-mode', '0'];

/** A murmur needs fewer bits than music. */
export const murmured: readonly string[] = ['-b:a', '64k'];
