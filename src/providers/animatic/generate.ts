import { toFrames } from '../../core/frames.ts';
import { type GenerateRequest, inputKey } from '../../core/request.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { mp4, picture, sound } from '../../media/encoding.ts';
import { type FfmpegFailure, runFfmpeg } from '../../media/ffmpeg.ts';
import { probe } from '../../media/probe.ts';
import { readMove } from './move.ts';
import { comment, drawn, murmured, recordSound, seedOf } from './recording.ts';
import { firstLook, type Scene, slateText } from './scene.ts';
import { readShot } from './shot.ts';
import { type Backdrop, stage } from './stage.ts';
import { type Studio, watched } from './studio.ts';

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
  const slate = slateText({
    model,
    kind: 'generate',
    seconds,
    size,
    fps,
    take,
    ...(asked ? { move: asked } : {}),
  });
  const scene: Scene = { size, fps, frames, before: 0, slate, shot: readShot(prompt), look, asked };
  // The first frame stands among the references too, since the words cover part of it.
  const images = [request.firstFrame, ...request.references.map(({ image }) => image)];
  const references = images.flatMap((image) => (image && studio.inputs.get(inputKey(image))) ?? []);
  const staged = await stage(scene, backdrop.value, references, studio.folder);
  return runFfmpeg(
    studio.tools,
    {
      inputs: [...staged.inputs, await recordSound(scene, studio.folder)],
      graph: staged.graph,
      output: studio.output,
      args: [
        '-map',
        '[v]',
        '-map',
        '2:a',
        ...picture(fps),
        ...drawn,
        ...sound,
        ...murmured,
        ...mp4(fps),
        ...comment(staged.next),
      ],
    },
    watched(studio, frames),
  );
}

async function backdropOf(
  { firstFrame }: GenerateRequest,
  { inputs }: Studio,
): Promise<Result<Backdrop, FfmpegFailure>> {
  if (!firstFrame) return ok({ kind: 'painting' });
  const file = inputs.get(inputKey(firstFrame)) ?? '';
  const facts = await probe(file);
  if (facts.ok && facts.value.kind === 'image') {
    return ok({ kind: 'image', file, format: facts.value.format, whole: false });
  }
  const message = facts.ok ? 'The first frame is no image.' : facts.error.message;
  return err({ message, stderr: '', aborted: false });
}
