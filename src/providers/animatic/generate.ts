import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toFrames } from '../../core/frames.ts';
import { fingerprintOf, type GenerateRequest, inputKey, type Request } from '../../core/request.ts';
import { err, type Result } from '../../core/result.ts';
import { mp4, picture, sound } from '../../media/encoding.ts';
import { type FfmpegFailure, type FfmpegJob, runFfmpeg } from '../../media/ffmpeg.ts';
import { probe } from '../../media/probe.ts';
import { type Look, writeLook } from './look.ts';
import { readMove } from './move.ts';
import { firstLook, type Scene, slateText } from './scene.ts';
import { readShot } from './shot.ts';
import { sampleRate, soundOf } from './sound.ts';
import { timeLines } from './speech.ts';
import { type Backdrop, stage } from './stage.ts';
import type { Studio } from './studio.ts';

/** A clip from nothing but words, or from a first frame. */
export async function generate(
  request: GenerateRequest,
  studio: Studio,
): Promise<Result<void, FfmpegFailure>> {
  const { size, seconds, prompt, model, take } = request;
  const fps = request.fps ?? studio.fps;
  const frames = Math.max(1, toFrames(seconds, fps));
  const look = firstLook(prompt, seedOf(request));
  const asked = readMove(prompt);
  const backdrop = await backdropOf(request, studio);
  if (!backdrop.ok) return backdrop;
  const shown = backdrop.value.kind === 'painting' ? look.move : asked;
  const slate = slateText({
    model,
    kind: 'generate',
    seconds,
    size,
    fps,
    take,
    ...(shown ? { move: shown } : {}),
  });
  const scene: Scene = { size, fps, frames, before: 0, slate, shot: readShot(prompt), look, asked };
  const references = request.references.flatMap(({ image }) => studio.inputs.get(inputKey(image)) ?? []);
  const staged = await stage(scene, backdrop.value, references, studio.folder);
  return runFfmpeg(
    studio.tools,
    {
      inputs: [...staged.inputs, await recordSound(scene, studio.folder)],
      graph: staged.graph,
      output: studio.output,
      args: ['-map', '[v]', '-map', '2:a', ...picture(fps), ...sound, ...mp4(fps), ...comment(staged.next)],
    },
    studio.watch(frames),
  );
}

async function backdropOf(
  { firstFrame }: GenerateRequest,
  { inputs }: Studio,
): Promise<Result<Backdrop, FfmpegFailure>> {
  if (!firstFrame) return { ok: true, value: { kind: 'painting' } };
  const file = inputs.get(inputKey(firstFrame)) ?? '';
  const facts = await probe(file);
  if (facts.ok && facts.value.kind === 'image') {
    return { ok: true, value: { kind: 'image', file, format: facts.value.format } };
  }
  const message = facts.ok ? 'The first frame is no image.' : facts.error.message;
  return err({ message, stderr: '', aborted: false });
}

/** Takes and variations are other draws, so they look otherwise. */
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

export const comment = (look: Look | undefined): readonly string[] =>
  look ? ['-metadata', `comment=${writeLook(look)}`] : [];
