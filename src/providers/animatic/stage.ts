import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Size } from '../../core/frames.ts';
import { rateText } from '../../core/rates.ts';
import { unreachable } from '../../core/result.ts';
import { layoutOf, type StandInLayout } from '../../media/drawing/stand-in-layout.ts';
import { timecodeSigns } from '../../media/drawing/timecode.ts';
import { typeset } from '../../media/drawing/typeset.ts';
import type { FfmpegJob } from '../../media/ffmpeg.ts';
import { type CameraSpan, hold, wayInto } from './camera.ts';
import { compose, toVideo } from './composition.ts';
import { letter } from './lettering.ts';
import type { Look } from './look.ts';
import { moveOf } from './move.ts';
import { type BehindWords, paintWorld } from './paint-world.ts';
import { rawPixels } from './raw-pixels.ts';
import type { DrawnScene } from './scene.ts';
import { type Spoken, timeLines } from './speech.ts';
import { toneFilter } from './tone.ts';

/** What is visible behind the words. */
export type Backdrop =
  /** The world of the scene's look. */
  | { readonly kind: 'painting' }
  /** A still that fills the frame at first. `whole`: none of it is cropped, as with footage. */
  | ({ readonly kind: 'image'; readonly whole: boolean } & StillPicture)
  /** Footage of any size, as long as the scene. */
  | { readonly kind: 'footage'; readonly file: string };

export interface StillPicture {
  readonly file: string;
  readonly format: 'png' | 'jpeg' | 'webp';
}

/** What is shown behind the words, and the picture that it ends with, if there is one. */
export interface StageSet {
  readonly backdrop: Backdrop;
  readonly end?: StillPicture;
}

/** Everything that ffmpeg needs to draw a scene as `[v]`. */
export interface Staged {
  /** Input 0 is the lettering; then come those of the backdrop, and the picture at the end. */
  readonly inputs: FfmpegJob['inputs'];
  readonly graph: string;
  /** The look after the scene's last frame, if it shows a world. */
  readonly next?: Look;
}

/** Prepares a scene: letters and paints what it needs into `folder`, and says how to compose it. */
export async function stage(
  scene: DrawnScene,
  { backdrop, end }: StageSet,
  references: readonly string[],
  folder: string,
): Promise<Staged> {
  const { size, fps, frames, before, slate, shot, look } = scene;
  const layout = layoutOf(size);
  const spoken = timeLines(shot.dialogue, frames);
  const images = await Promise.all(references.map((file) => readFile(file)));
  const signs = timecodeSigns(fps);
  const lettering = letter({ slate, signs, shot, spoken, references: images, palette: look.palette }, layout);
  const letters = join(folder, 'lettering.rgba');
  await writeFile(letters, await typeset(lettering.sheet, 'rgba'));

  const behind = await setUp(backdrop, { ...scene, spoken }, layout, folder);
  const words = compose({ layout, lettering, spoken, frames, before, fps });
  const inputs = [{ file: letters, args: rawPixels('rgba', lettering.sheet.size, fps) }, ...behind.inputs];
  if (end !== undefined) {
    return {
      inputs: [...inputs, stillInput(end, fps)],
      graph: `${behind.graph}[begun];${dissolve(layout, { frames, fps }, inputs.length)};${words}`,
    };
  }
  return {
    inputs,
    graph: `${behind.graph}[picture];${words}`,
    ...(behind.next ? { next: behind.next } : {}),
  };
}

const stillInput = ({ file, format }: StillPicture, fps: number): FfmpegJob['inputs'][number] => ({
  file,
  args: ['-f', `${format}_pipe`, '-framerate', rateText(fps)],
});

/** Over the last quarter, `[begun]` turns into an input, which is all of the last frame. */
function dissolve(layout: StandInLayout, span: CameraSpan, input: number): string {
  const length = Math.max(1, Math.round(span.frames / 4) - 1);
  const start = Math.max(0, span.frames - 1 - length);
  const fade = span.frames > 1 ? [`fade=t=in:s=${start}:n=${length}:alpha=1`] : [];
  const still = [...fitting(layout, false), ...hold(span), 'format=yuva420p', ...fade];
  return `[${input}:v]${still.join(',')}[end];[begun][end]overlay=format=yuv420,format=yuv420p[picture]`;
}

async function setUp(
  backdrop: Backdrop,
  { frames, before, fps, look, sketch, spoken }: DrawnScene & { readonly spoken: readonly Spoken[] },
  layout: StandInLayout,
  folder: string,
): Promise<BehindWords> {
  const { picture } = layout;
  const span = { frames, fps };
  const rate = rateText(fps);
  const tones = look.tones.map(toneFilter);
  switch (backdrop.kind) {
    case 'painting':
      return paintWorld({ ...span, before, look, picture }, spoken, folder);
    case 'image':
      return {
        inputs: [stillInput(backdrop, fps)],
        graph: `[1:v]${[
          ...fitting(layout, backdrop.whole),
          ...tones,
          ...wayInto(picture, sketch.camera && moveOf(sketch.camera), span),
        ].join(',')}`,
      };
    case 'footage':
      return {
        inputs: [{ file: backdrop.file }],
        graph: `[1:v]${[...fitting(layout, true), `fps=${rate}`, ...tones, 'setpts=PTS-STARTPTS'].join(',')}`,
      };
    default:
      return unreachable(backdrop);
  }
}

/** Fits the frame, then keeps what the words leave free. */
const fitting = ({ frame, picture, bar }: StandInLayout, whole: boolean): readonly string[] => [
  ...(whole ? padded(frame) : covered(frame)),
  `crop=${picture.width}:${picture.height}:0:${bar}`,
];

const covered = ({ width, height }: Size): readonly string[] => [
  `scale=${width}:${height}:force_original_aspect_ratio=increase:${toVideo}`,
  'format=yuv420p',
  `crop=${width}:${height}`,
];

/** A whole picture in a frame of another shape, with black bars. */
export const padded = ({ width, height }: Size): readonly string[] => [
  `scale=${width}:${height}:force_original_aspect_ratio=decrease:${toVideo}`,
  'format=yuv420p',
  `pad=${width}:${height}:-1:-1`,
  'setsar=1',
];
