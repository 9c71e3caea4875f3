import { join } from 'node:path';
import { toFrames } from '../../core/frames.ts';
import { rateText } from '../../core/rates.ts';
import type { ExtendRequest } from '../../core/request.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { group, mp4, picture } from '../../media/encoding.ts';
import { type FfmpegFailure, runFfmpeg } from '../../media/ffmpeg.ts';
import { joinPictures } from '../../media/join.ts';
import { lastFrame } from '../../media/last-frame.ts';
import { readPrompt } from '../../sketch/prompt-parts.ts';
import { readSketch } from '../../sketch/read-sketch.ts';
import type { Look } from './look.ts';
import { clip, drawn, fitted, murmured, recordSound, seedOf, wanted } from './recording.ts';
import { type DrawnScene, firstLook, nextLook, slateText } from './scene.ts';
import { sampleRate } from './sound.ts';
import { readSource, type SourceFootage } from './source.ts';
import { type Backdrop, padded, type Staged, stage } from './stage.ts';
import { type Studio, watched } from './studio.ts';

/** The source's own pictures, followed by a new part that continues from its camera's position. */
export async function extend(request: ExtendRequest, studio: Studio): Promise<Result<void, FfmpegFailure>> {
  const source = await readSource(request, studio);
  if (!source.ok) return source;
  const scene = sceneOf(request, source.value);
  const backdrop = await backdropOf(source.value, studio);
  if (!backdrop.ok) return backdrop;
  const staged = await stage(scene, { backdrop: backdrop.value }, [], studio.folder);
  const part = await drawPart(scene, staged, studio);
  if (!part.ok) return part;
  const pictures = await joinBehind(source.value, part.value, scene, studio);
  if (!pictures.ok) return pictures;
  return addSound(pictures.value, source.value, { ...scene, quiet: wanted(request) }, staged.next, studio);
}

function sceneOf(request: ExtendRequest, source: SourceFootage): DrawnScene {
  const { size, seconds, prompt } = request;
  const fps = request.fps ?? source.fps;
  const sketch = readSketch(prompt);
  return {
    ...{ size, fps, sketch },
    frames: Math.max(1, toFrames(seconds, fps)),
    before: Math.max(1, toFrames(source.seconds, fps)),
    slate: slateText(request, seconds, fps, sketch.camera),
    shot: readPrompt(prompt),
    look: source.look ? nextLook(source.look, sketch) : firstLook(sketch, prompt, seedOf(request)),
  };
}

/** If the source doesn't show a painted world, the new part continues from its last frame. */
async function backdropOf(source: SourceFootage, studio: Studio): Promise<Result<Backdrop, FfmpegFailure>> {
  if (source.look) return ok({ kind: 'painting' });
  const file = join(studio.folder, 'last-frame.png');
  const taken = await lastFrame(studio.tools, source.file, file, studio.signal);
  return taken.ok ? ok({ kind: 'image', file, format: 'png', whole: true }) : taken;
}

async function drawPart(
  { fps, frames }: DrawnScene,
  { inputs, graph }: Staged,
  studio: Studio,
): Promise<Result<string, FfmpegFailure>> {
  const output = join(studio.folder, 'part.mp4');
  const args = ['-map', '[v]', ...drawn(fps), ...mp4(fps)];
  const run = await runFfmpeg(studio.tools, { inputs, graph, output, args }, watched(studio, frames));
  return run.ok ? ok(output) : run;
}

/** The source is copied. One that was encoded elsewhere is first encoded in its own size and rate. */
async function joinBehind(
  source: SourceFootage,
  part: string,
  { size, fps, before }: DrawnScene,
  studio: Studio,
): Promise<Result<string, FfmpegFailure>> {
  const output = join(studio.folder, 'joined.mp4');
  const { signal } = studio;
  if (await joinPictures([source.file, part], size, fps, output, signal)) return ok(output);

  const ours = join(studio.folder, 'source.mp4');
  const filters = [...padded(size), `fps=${rateText(fps)}`, `trim=end_frame=${before}`];
  const encoded = await runFfmpeg(
    studio.tools,
    {
      inputs: [{ file: source.file }],
      graph: `[0:v:0]${filters.join(',')}[v]`,
      output: ours,
      args: ['-map', '[v]', ...picture(fps, group.cut), ...mp4(fps)],
    },
    watched(studio),
  );
  if (!encoded.ok) return encoded;
  if (await joinPictures([ours, part], size, fps, output, signal)) return ok(output);
  return err({ message: 'The source could not be joined with its extension.', stderr: '', aborted: false });
}

/** The source's sound is encoded again: two AAC streams can't be joined without a gap. */
async function addSound(
  pictures: string,
  source: SourceFootage,
  scene: DrawnScene & { readonly quiet: string },
  next: Look | undefined,
  studio: Studio,
): Promise<Result<void, FfmpegFailure>> {
  const { fps, before, frames, quiet } = scene;
  const recorded = await recordSound(scene, studio.folder);
  const silence = `aevalsrc=0:s=${sampleRate},${fitted(before, fps)}[old]`;
  const old = source.hasSound ? `[2:a:0]${fitted(before, fps)}[old]` : silence;
  return runFfmpeg(
    studio.tools,
    {
      inputs: [{ file: pictures }, recorded, { file: source.file }],
      graph: `${old};[1:a]${quiet}${fitted(frames, fps)}[new];[old][new]concat=n=2:v=0:a=1[a]`,
      output: studio.output,
      args: ['-map', '0:v:0', '-c:v', 'copy', '-map', '[a]', ...murmured, ...clip(fps, next)],
    },
    watched(studio),
  );
}
