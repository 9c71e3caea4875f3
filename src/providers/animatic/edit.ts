import { toFrames } from '../../core/frames.ts';
import type { EditRequest } from '../../core/request.ts';
import type { Result } from '../../core/result.ts';
import { type FfmpegFailure, runFfmpeg } from '../../media/ffmpeg.ts';
import { readPrompt } from '../../sketch/prompt-parts.ts';
import { readSketch } from '../../sketch/read-sketch.ts';
import { paletteFor } from './palette.ts';
import { clip, drawn, fitted, murmured, recordSound, seedOf, wanted } from './recording.ts';
import { type DrawnScene, firstLook, slateText } from './scene.ts';
import { readSource } from './source.ts';
import { stage } from './stage.ts';
import { type Studio, watched } from './studio.ts';

/** The source in another light and at the same length, with the edit's prompt in place of its own. */
export async function edit(request: EditRequest, studio: Studio): Promise<Result<void, FfmpegFailure>> {
  const read = await readSource(request, studio);
  if (!read.ok) return read;
  const source = read.value;
  const { size, prompt } = request;
  const fps = request.fps ?? source.fps;
  const frames = Math.max(1, toFrames(source.seconds, fps));
  const seed = seedOf(request);
  const sketch = readSketch(prompt);
  // The light in the prompt: a time of day, or named colours; otherwise the seed decides.
  const tone = paletteFor(prompt, seed).far;
  const scene: DrawnScene = {
    ...{ size, fps, frames, before: 0, sketch },
    slate: slateText(request, frames / fps, fps),
    shot: readPrompt(prompt),
    // The colours of earlier edits are already in the footage.
    look: { ...(source.look ?? firstLook(sketch, prompt, seed)), tones: [tone] },
  };
  const staged = await stage(scene, { backdrop: { kind: 'footage', file: source.file } }, [], studio.folder);
  const own = source.hasSound ? [] : [await recordSound(scene, studio.folder)];
  const next = source.look && { ...source.look, tones: [...source.look.tones, tone] };
  return runFfmpeg(
    studio.tools,
    {
      inputs: [...staged.inputs, ...own],
      graph: `${staged.graph};[${source.hasSound ? '1:a:0' : '2:a'}]${wanted(request)}${fitted(frames, fps)}[a]`,
      output: studio.output,
      args: ['-map', '[v]', '-map', '[a]', ...drawn(fps), ...murmured, ...clip(fps, next)],
    },
    watched(studio, frames),
  );
}
