import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Size, sizeText } from '../../core/frames.ts';
import { rateText } from '../../core/rates.ts';
import { unreachable } from '../../core/result.ts';
import { drawShapes } from '../../media/drawing/draw-shapes.ts';
import { layoutOf, type StandInLayout } from '../../media/drawing/stand-in-layout.ts';
import { timecodeSigns } from '../../media/drawing/timecode.ts';
import { typeset } from '../../media/drawing/typeset.ts';
import type { FfmpegJob } from '../../media/ffmpeg.ts';
import { alone, type CameraSpan, hold, type Stack, wayInto, wayOver } from './camera.ts';
import { compose, toVideo } from './composition.ts';
import { letter } from './lettering.ts';
import type { Look } from './look.ts';
import { moveOf } from './move.ts';
import { paintingOf } from './painting.ts';
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
  /** Input 0 is the lettering, input 1 the backdrop, and 2 the picture at the end. */
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
  const inputs = [{ file: letters, args: raw('rgba', lettering.sheet.size, rateText(fps)) }, behind.input];
  if (end !== undefined) {
    return {
      inputs: [...inputs, stillInput(end, fps)],
      graph: `[1:v]${behind.filters.join(',')}[begun];${dissolve(layout, { frames, fps })};${words}`,
    };
  }
  return {
    inputs,
    graph: `[1:v]${behind.filters.join(',')}[picture];${words}`,
    ...(behind.next ? { next: behind.next } : {}),
  };
}

const stillInput = ({ file, format }: StillPicture, fps: number): FfmpegJob['inputs'][number] => ({
  file,
  args: ['-f', `${format}_pipe`, '-framerate', rateText(fps)],
});

/** Over the last quarter, `[begun]` turns into input 2, which is all of the last frame. */
function dissolve(layout: StandInLayout, span: CameraSpan): string {
  const length = Math.max(1, Math.round(span.frames / 4) - 1);
  const start = Math.max(0, span.frames - 1 - length);
  const fade = span.frames > 1 ? [`fade=t=in:s=${start}:n=${length}:alpha=1`] : [];
  const still = [...fitting(layout, false), ...hold(span), 'format=yuva420p', ...fade];
  return `[2:v]${still.join(',')}[end];[begun][end]overlay=format=yuv420,format=yuv420p[picture]`;
}

interface Behind {
  readonly input: FfmpegJob['inputs'][number];
  readonly filters: readonly string[];
  readonly next?: Look;
}

async function setUp(
  backdrop: Backdrop,
  { frames, fps, look, sketch, spoken }: DrawnScene & { readonly spoken: readonly Spoken[] },
  layout: StandInLayout,
  folder: string,
): Promise<Behind> {
  const { picture } = layout;
  const span = { frames, fps };
  const rate = rateText(fps);
  const tones = look.tones.map(toneFilter);
  switch (backdrop.kind) {
    case 'painting': {
      const speakers = speakersOf(spoken);
      const stack = speakers.length < 2 ? alone : stackOf(speakers);
      const way = wayOver(picture, look.view, look.move, { ...span, stack });
      const { view, size, scale } = way.canvas;
      const file = join(folder, 'painting.rgba');
      const canvas = { view, size, unit: picture.height * scale, room: picture.width / picture.height / 2 };
      const drawn: Uint8Array[] = [];
      for (let i = 0; i < stack.count; i++) {
        const speaker = speakers.find(({ painting }) => painting === i)?.speaker;
        drawn.push(
          await drawShapes(paintingOf(look, { ...canvas, ...(speaker !== undefined && { speaker }) })),
        );
      }
      await writeFile(file, Buffer.concat(drawn));
      return {
        input: { file, args: raw('rgb0', { ...size, height: size.height * stack.count }, rate) },
        filters: [`scale=${toVideo}`, 'format=yuv420p', ...tones, ...way.filters],
        next: { ...look, view: way.end },
      };
    }
    case 'image':
      return {
        input: stillInput(backdrop, fps),
        filters: [
          ...fitting(layout, backdrop.whole),
          ...tones,
          ...wayInto(picture, sketch.camera && moveOf(sketch.camera), span),
        ],
      };
    case 'footage':
      return {
        input: { file: backdrop.file },
        filters: [...fitting(layout, true), `fps=${rate}`, ...tones, 'setpts=PTS-STARTPTS'],
      };
    default:
      return unreachable(backdrop);
  }
}

/** Who speaks from which frame: everybody with a number, and one painting for each. */
function speakersOf(spoken: readonly Spoken[]) {
  const names = [...new Set(spoken.map(({ lines }) => lines[0]?.who))];
  return spoken.map(({ lines, from }) => {
    const speaker = names.indexOf(lines[0]?.who);
    return { from, speaker, painting: speaker };
  });
}

const stackOf = (speakers: ReturnType<typeof speakersOf>): Stack => ({
  count: 1 + Math.max(...speakers.map(({ painting }) => painting)),
  shown: (frame) =>
    speakers
      .map(({ from, painting }, i) => ({ from, step: painting - (speakers[i - 1]?.painting ?? 0) }))
      .filter(({ step }) => step !== 0)
      .map(({ from, step }) => `${step}*gte(${frame},${from})`)
      .join('+') || '0',
});

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

/** Raw pixels that we made. */
const raw = (format: string, size: Size, rate: string): readonly string[] => [
  ...['-f', 'rawvideo', '-pix_fmt', format, '-video_size', sizeText(size), '-framerate', rate],
  ...['-max_pixels', '1000000000'],
];
