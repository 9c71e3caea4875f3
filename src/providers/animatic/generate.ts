import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toFrames } from '../../core/frames.ts';
import { type GenerateRequest, type Input, inputKey } from '../../core/request.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { type FfmpegFailure, runFfmpeg } from '../../media/ffmpeg.ts';
import { fitImage } from '../../media/fit-image.ts';
import { imageHeader } from '../../media/image-header.ts';
import { probe } from '../../media/probe.ts';
import { readPrompt } from '../../sketch/prompt-parts.ts';
import { readSketch } from '../../sketch/read-sketch.ts';
import { clip, drawn, fitted, murmured, recordSound, seedOf, wanted } from './recording.ts';
import { thumbnailsOf } from './reference-pictures.ts';
import { type DrawnScene, firstLook, slateText } from './scene.ts';
import { type Backdrop, type StillPicture, stage } from './stage.ts';
import { type Studio, watched } from './studio.ts';

/** A clip from words alone, or from a first frame. */
export async function generate(
  request: GenerateRequest,
  studio: Studio,
): Promise<Result<void, FfmpegFailure>> {
  const { size, seconds, prompt } = request;
  const fps = request.fps ?? studio.fps;
  const frames = Math.max(1, toFrames(seconds, fps));
  const sketch = readSketch(prompt);
  const scene: DrawnScene = {
    ...{ size, fps, frames, before: 0, sketch },
    slate: slateText(request, seconds, fps, sketch.camera),
    shot: readPrompt(prompt),
    look: firstLook(sketch, prompt, seedOf(request)),
  };
  const begin = await stillOf('first', request.firstFrame, studio);
  if (begin?.ok === false) return begin;
  const end = await stillOf('last', request.lastFrame, studio);
  if (end?.ok === false) return end;
  const backdrop: Backdrop = begin ? { kind: 'image', whole: false, ...begin.value } : { kind: 'painting' };
  // The first frame is also shown among the references, since the words cover part of it.
  const pictures = [request.firstFrame, request.lastFrame].flatMap(
    (frame) => (frame && studio.inputs.get(inputKey(frame))) ?? [],
  );
  const references = [...pictures, ...(await thumbnailsOf(request.references, studio))];
  const set = { backdrop, ...(end && { end: end.value }) };
  const staged = await stage(scene, set, references, studio.folder);
  return runFfmpeg(
    studio.tools,
    {
      inputs: [...staged.inputs, await recordSound(scene, studio.folder)],
      graph: `${staged.graph};[${staged.inputs.length}:a]${wanted(request)}${fitted(frames, fps)}[a]`,
      output: studio.output,
      args: ['-map', '[v]', '-map', '[a]', ...drawn(fps), ...murmured, ...clip(fps, staged.next)],
    },
    watched(studio, frames),
  );
}

async function stillOf(
  which: 'first' | 'last',
  frame: Input | undefined,
  { inputs, folder }: Studio,
): Promise<Result<StillPicture, FfmpegFailure> | undefined> {
  if (!frame) return undefined;
  const file = inputs.get(inputKey(frame)) ?? '';
  const facts = await probe(file);
  if (!facts.ok) return failed(facts.error.message);
  if (facts.value.kind !== 'image') return failed(`The ${which} frame is not an image.`);
  const { format, size } = facts.value;
  const bytes = await readFile(file);
  const { value = 1 } = imageHeader(bytes)?.orientation ?? {};
  if (value === 1) return ok({ file, format });
  // Whether ffmpeg rotates a picture by itself depends on its version.
  const upright = await fitImage(bytes, size);
  if (!upright.ok) return failed(`The ${which} frame can't be used: ${upright.error}.`);
  const turned = join(folder, `${which}-frame`);
  await writeFile(turned, upright.value.bytes);
  return ok({ file: turned, format: upright.value.format });
}

const failed = (message: string): Result<never, FfmpegFailure> =>
  err({ message, stderr: '', aborted: false });
