import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Size } from '../../core/frames.ts';
import { drawShapes } from '../../media/drawing/draw-shapes.ts';
import type { FlatShape } from '../../media/drawing/shapes.ts';
import { even } from '../../media/drawing/stand-in-layout.ts';
import type { FfmpegJob } from '../../media/ffmpeg.ts';
import { alone, type CameraSpan, type CameraWay, hold, wayOver } from './camera.ts';
import { toVideo } from './composition.ts';
import type { Look } from './look.ts';
import { type Canvas, paintingOf } from './painting.ts';
import { mix } from './palette.ts';
import { drawPlane } from './planes.ts';
import { rawPixels } from './raw-pixels.ts';
import { type SpeakerStack, speakerStack } from './speaker-stack.ts';
import type { Spoken } from './speech.ts';
import { toneFilter } from './tone.ts';
import { alpha, rectangle } from './view.ts';

/** What is behind the words: inputs from number 1 on, and a graph to whose end a name has to be put. */
export interface BehindWords {
  readonly inputs: FfmpegJob['inputs'];
  readonly graph: string;
  readonly next?: Look;
}

/** A world, what of it the camera passes, and for how long. */
export interface PaintedScene extends CameraSpan {
  readonly look: Look;
  readonly picture: Size;
  /** Frames before it in the clip. */
  readonly before: number;
}

/** Paints a world into `folder`, and moves a camera over it. */
export async function paintWorld(
  scene: PaintedScene,
  spoken: readonly Spoken[],
  folder: string,
): Promise<BehindWords> {
  const stack = speakerStack(spoken);
  return isCarried(scene.look) ? carried(scene, stack, folder) : flat(scene, stack, folder);
}

/** Whether the camera takes its subject along, as far as planes that slide sideways can show it. */
const isCarried = ({ move: { mount, pan, tilt, zoom }, figures, tones }: Look): boolean =>
  mount !== 'place' && pan !== 0 && tilt === 0 && zoom === 0 && figures.length > 0 && tones.length === 0;

/** All of it in one painting, over which a window moves. */
async function flat(
  { look, picture, frames, fps }: PaintedScene,
  stack: SpeakerStack,
  folder: string,
): Promise<BehindWords> {
  const way = wayOver(picture, look.view, look.move, { frames, fps, stack });
  const { size } = way.canvas;
  const canvas = canvasOf(way, picture);
  const drawn: Uint8Array[] = [];
  for (const speaker of stack.speakers)
    drawn.push(await drawShapes(paintingOf(look, { ...canvas, ...(speaker !== undefined && { speaker }) })));
  const file = await kept(join(folder, 'painting.rgba'), Buffer.concat(drawn));
  const filters = [...toYuv, ...look.tones.map(toneFilter), ...way.filters];
  return {
    inputs: [{ file, args: rawPixels('rgb0', { ...size, height: size.height * stack.count }, fps) }],
    graph: `[1:v]${filters.join(',')}`,
    next: { ...look, view: way.end },
  };
}

/** What is behind the figures passes; they stay in the picture, and what a camera that goes around them passes is before them. */
async function carried(
  { look, picture, before, frames, fps }: PaintedScene,
  stack: SpeakerStack,
  folder: string,
): Promise<BehindWords> {
  const { move, view } = look;
  const way = wayOver(picture, view, move, { frames, fps, stack: alone });
  const canvas = canvasOf(way, picture);
  const behind = await kept(
    join(folder, 'behind.rgba'),
    await drawShapes(paintingOf(look, canvas, 'behind')),
  );
  const { margin = 0, x = '0', y = '0' } = way.shake ?? {};
  const stays = {
    ...{ ...canvas, view },
    size: { width: picture.width + 2 * margin, height: picture.height + 2 * margin },
  };
  const stayingOf = (speaker: number | undefined) =>
    paintingOf(look, { ...stays, ...(speaker !== undefined && { speaker }) }, 'before');
  const [first, ...others] = stack.speakers;
  const plane = await drawPlane([stayingOf(first), ...others.map(stayingOf)]);
  const file = await kept(join(folder, 'before.rgba'), plane.pixels);
  const { size, at } = plane;
  const turns =
    stack.count === 1
      ? []
      : [
          ...hold({ frames, fps }),
          `crop=${size.width}:${size.height}:0:'${size.height}*(${stack.shown('n')})'`,
        ];
  const post = move.mount === 'around' ? await nearPost(look, picture, folder) : undefined;
  const rows = { ...size, height: size.height * stack.count };
  return {
    inputs: [
      { file: behind, args: rawPixels('rgb0', way.canvas.size, fps) },
      { file, args: rawPixels('rgba', rows, fps) },
      ...(post ? [{ file: post.file, args: rawPixels('rgba', post.size, fps) }] : []),
    ],
    graph:
      [
        `[1:v]${[...toYuv, ...way.filters].join(',')}[passing]`,
        `[2:v]${[...toYuva, ...turns].join(',')}[staying]`,
        ...(post ? [`[3:v]${toYuva.join(',')}[near]`] : []),
        `[passing][staying]overlay=x='${at.x - margin}-(${x})':y='${at.y - margin}-(${y})':format=yuv420`,
      ].join(';') +
      (post ? `[around];[around][near]overlay=x='${post.x(before, move.pan)}':y=0:format=yuv420` : ''),
    next: { ...look, view: way.end, carried: look.carried + way.end.x - view.x },
  };
}

/** A post out of focus, before everything, again and again: it passes the other way, and faster. */
async function nearPost({ palette }: Look, picture: Size, folder: string) {
  const { width, height } = picture;
  const size = { width: even(height * 0.2), height };
  const fill = alpha(mix(palette.near, [10, 11, 15], 0.7), 0.4);
  const strip = (share: number): FlatShape =>
    rectangle({ left: -0.1 * share, right: 0.1 * share, top: -0.5, bottom: 0.5 }, fill);
  const pixels = await drawShapes({
    ...{ size, middle: [0, 0], scale: height, clear: true },
    shapes: [strip(1), strip(0.8), strip(0.6)],
  });
  const way = even(width * 1.6);
  const pace = 6 * Math.max(1, Math.round(Math.max(width, height) / 1280));
  return {
    ...{ size, file: await kept(join(folder, 'near.rgba'), pixels) },
    x: (before: number, pan: number) => {
      const gone = `mod(${pace}*(n+${before})+${even(width * 0.3)},${way})-${size.width}`;
      return pan > 0 ? gone : `${width - size.width}-(${gone})`;
    },
  };
}

async function kept(file: string, pixels: Uint8Array): Promise<string> {
  await writeFile(file, pixels);
  return file;
}

const canvasOf = ({ canvas: { view, size, scale } }: CameraWay, { width, height }: Size): Canvas => ({
  ...{ view, size, unit: height * scale },
  room: width / height / 2,
});

const toYuv = [`scale=${toVideo}`, 'format=yuv420p'];
const toYuva = [`scale=${toVideo}`, 'format=yuva420p'];
