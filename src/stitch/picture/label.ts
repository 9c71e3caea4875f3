import { basename } from 'node:path';
import type { Item, Sheet } from '../../media/drawing/sheet.ts';
import { runningTimecode, timecodeSigns } from '../../media/drawing/timecode.ts';
import type { Cutting } from '../cutting-room.ts';
import type { Shot } from '../material.ts';
import { aligned, numberOf, type Stream } from '../transitions/stream.ts';
import { drawStill } from './draw-still.ts';
import type { Rendering } from './encode.ts';
import { guideOf, outline } from './guide.ts';
import { labelOf } from './label-text.ts';
import { zonesOf } from './zones.ts';

/** A stretch of a stream with the label of one shot. */
export interface NamedStretch {
  readonly shot: Shot;
  readonly from: number;
  /** The first frame without it. */
  readonly to: number;
}

/** Labels and outlines of safe zones to draw over a stream, from `[from]` to `[to]`. `first` is the number of its first input. */
export interface Labelling {
  readonly inputs: Rendering['inputs'];
  graph(first: number, from: string, to: string): string;
}

/** Undefined if there is nothing to draw. `start` is the film frame at which the stream begins. */
export async function labelling(
  named: readonly NamedStretch[],
  start: number,
  cutting: Cutting,
  frames: number,
): Promise<Labelling | undefined> {
  const { film } = cutting;
  const stream: Stream = { size: film.size, fps: film.timeline.fps, frames };
  const signs = runningTimecode(stream.fps, start, true);
  const labels = await Promise.all(
    named.flatMap(({ shot, from, to }) => {
      const text = labelOf(shot.entry, film);
      if (text === undefined || to <= from) return [];
      const strip = stripIn(zonesOf(shot, film.size).label, signs.length);
      const sheet = stripSheet(text, strip, timecodeSigns(stream.fps));
      const drawn = drawStill(sheet, shot.entry.segment, cutting);
      return [drawn.then((file) => ({ file, strip, from, to }))];
    }),
  );
  const guides = named.flatMap(({ shot, from, to }) => {
    const zone = guideOf(shot.entry, film);
    return zone === undefined || to <= from
      ? []
      : [outline(zone, film.size, { frame: numberOf(stream), from, to })];
  });
  const lined = [aligned(stream), ...guides].join(',');
  if (labels.length === 0 && guides.length === 0) return undefined;
  return {
    inputs: labels.map(({ file }) => ({ key: basename(file), file, args: ['-f', 'png_pipe'] })),
    graph: (first, from, to) => {
      if (labels.length === 0) return `[${from}]${lined}[${to}]`;
      const laid = labels.map(({ strip, ...span }, i) => {
        const name = `label${i}`;
        const over = i === 0 ? `[${from}]${lined}[${name}-under];[${name}-under]` : `[label${i - 1}-done]`;
        const when = `between(${numberOf(stream)},${span.from},${span.to - 1})`;
        return [
          running(strip, signs, stream, `${first + i}:v:0`, name),
          `${over}[${name}]overlay=format=yuv420:x=${strip.x}:y=${strip.y}:enable='${when}'[${i === labels.length - 1 ? to : `${name}-done`}]`,
        ].join(';');
      });
      return laid.join(';');
    },
  };
}

/** The layout of a label, in pixels, all even. */
interface Strip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Around the timecode, and between it and the name. */
  readonly pad: number;
  readonly digit: number;
  /** The timecode with its padding. */
  readonly time: number;
}

function stripIn(
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  cells: number,
): Strip {
  const pad = even(height * 0.25);
  const digit = Math.min(even(height * 0.45), even((width - 2 * pad) / (cells + 2)));
  return { x, y, width, height, pad, digit, time: 2 * pad + cells * digit };
}

const even = (pixels: number): number => Math.max(2, 2 * Math.floor(pixels / 2));

const ground = '#0b0d11b8';
const light = '#ffffff';

/** Two rows: the label without digits, and the characters from which they are taken. */
function stripSheet(text: string, { width, height, pad, digit, time }: Strip, characters: string): Sheet {
  const em = { most: Math.round(height * 0.62), least: Math.max(2, Math.round(height * 0.4)) };
  const radius = height / 6;
  const name: Item = {
    kind: 'text',
    box: { x: time + 2 * pad, y: 0, width: Math.max(2, width - time - 4 * pad), height },
    spans: [{ text, color: light, bold: true }],
    em,
    lines: 1,
    stand: 'middle',
    backing: {
      color: ground,
      beside: pad / em.most,
      above: (height / em.most - 1.25) / 2,
      radius: radius / em.most,
    },
  };
  const signs = [...characters].map(
    (sign, i): Item => ({
      kind: 'text',
      box: { x: i * digit, y: height, width: digit, height },
      spans: [{ text: sign, color: light, face: 'mono' }],
      em: { most: Math.floor(digit * 1.5), least: 2 },
      align: 'center',
      stand: 'middle',
    }),
  );
  return {
    size: { width, height: 2 * height },
    items: [
      { kind: 'fill', box: { x: 0, y: 0, width: time, height }, color: ground, radius },
      name,
      { kind: 'fill', box: { x: 0, y: height, width: characters.length * digit, height }, color: ground },
      ...signs,
    ],
  };
}

/** A graph that shows each frame's digits in their cells: one window per digit moves over the characters. */
function running(strip: Strip, signs: readonly string[], stream: Stream, from: string, to: string): string {
  const { width, height, pad, digit, time } = strip;
  const cuts = [
    `${pad}:${height}:0:0`,
    ...signs.map((sign) => `${digit}:${height}:'${digit}*${sign}':${height}`),
    `${width - time + pad}:${height}:${time - pad}:0`,
  ];
  const names = cuts.map((_, i) => `[${to}-${i}]`);
  const held = [
    'scale=out_color_matrix=bt709:out_range=tv',
    'format=yuva420p',
    `loop=loop=${stream.frames}:size=1:start=0`,
  ];
  return [
    `[${from}]${held.join(',')},${aligned(stream)},trim=end_frame=${stream.frames},split=${cuts.length}${names.join('')}`,
    ...cuts.map((cut, i) => `${names[i]}crop=${cut}[${to}-cell${i}]`),
    `${cuts.map((_, i) => `[${to}-cell${i}]`).join('')}hstack=inputs=${cuts.length}[${to}]`,
  ].join(';');
}
