import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { schemaFiles } from '../../../src/core/package-files.ts';
import type { Tool } from '../../../src/media/tools.ts';
import type { SoftTransition } from '../../../src/planner/plan.ts';
import { openings } from '../../../src/stitch/transitions/openings.ts';
import type { Stream } from '../../../src/stitch/transitions/stream.ts';
import { ending, joining } from '../../../src/stitch/transitions/transition.ts';
import { at, bright, drawn, ffmpeg, mean } from './drawn.ts';

const size = { width: 96, height: 54 };
const dark = 60;
const light = 190;

let tool: Tool;
beforeAll(async () => {
  tool = await ffmpeg();
});

const named = (type: Exclude<SoftTransition['type'], 'xfade'>): SoftTransition => ({ type, duration: 1 });
const xfade = (name: string): SoftTransition => ({ type: 'xfade', name, duration: 1 });
const stream = (frames: number, fps = 24): Stream => ({ size, fps, frames });
const moves = ['slide', 'cover', 'reveal'].flatMap((kind) =>
  ['left', 'right', 'up', 'down'].map((direction) => kind + direction),
);

/** A picture of one brightness, whose times are as rough as some containers have them. */
const grey = (level: number, { frames, fps }: Stream): string =>
  `color=s=${size.width}x${size.height}:r=${fps},format=yuv420p,lutyuv=y=${level}:u=128:v=128,trim=end_frame=${frames},settb=1/1000`;

/** Every dot different from its neighbours. */
const pattern = (level: string, { frames, fps }: Stream): string =>
  `color=s=${size.width}x${size.height}:r=${fps},format=yuv420p,geq=lum='${level}':cb=128:cr=128,trim=end_frame=${frames}`;

function graphOf(transition: SoftTransition, shape: Stream): string {
  const joined = joining(transition, shape, tool);
  if (!joined.ok) throw new Error(joined.error);
  return joined.value;
}

const fromDarkToLight = (transition: SoftTransition, shape: Stream): Promise<Uint8Array[]> =>
  drawn(
    tool,
    `${grey(dark, shape)}[before];${grey(light, shape)}[after];${graphOf(transition, shape)}`,
    'joined',
    size,
  );

describe('a transition', () => {
  const growing = [
    ...(['dissolve', 'wipe-left', 'wipe-right', 'slide-left', 'slide-right', 'circle-open'] as const).map(
      named,
    ),
    ...[...Object.keys(openings), ...moves].map(xfade),
  ];

  test('has its frames, at any rate, each with more of the next picture than the one before', async () => {
    const any = fc.record({
      transition: fc.constantFrom(...growing),
      frames: fc.integer({ min: 1, max: 9 }),
      fps: fc.constantFrom(24, 25, 23.976, 29.97, 60),
    });
    await fc.assert(
      fc.asyncProperty(any, async ({ transition, frames, fps }) => {
        const shown = await fromDarkToLight(transition, stream(frames, fps));
        const levels = [dark, ...shown.map((frame) => mean(bright(frame, size))), light];
        expect(shown.length).toBe(frames);
        for (const [i, level] of levels.slice(1).entries()) expect(level).toBeGreaterThan(levels[i] ?? light);
      }),
      { numRuns: 20 },
    );
  });

  test.each(Object.keys(openings))('%s only ever opens, and ends as it begins', async (name) => {
    const shown = (await fromDarkToLight(xfade(name), stream(9))).map((frame) => bright(frame, size));
    for (const [i, frame] of shown.slice(1).entries()) {
      expect(frame.findIndex((level, dot) => level < (shown[i]?.[dot] ?? 0) - 1)).toBe(-1);
    }
    const seen = (frame: Uint8Array | undefined): number =>
      (mean(frame ?? bright(new Uint8Array(), size)) - dark) / (light - dark);
    expect(seen(shown[0])).toBeLessThan(0.25);
    expect(seen(shown.at(-1))).toBeGreaterThan(0.75);
  });

  test.each<[SoftTransition, [light: [number, number], dark: [number, number]]]>([
    [
      named('wipe-left'),
      [
        [80, 27],
        [16, 27],
      ],
    ],
    [
      named('wipe-right'),
      [
        [16, 27],
        [80, 27],
      ],
    ],
    [
      xfade('wipeup'),
      [
        [48, 45],
        [48, 9],
      ],
    ],
    [
      xfade('wipedown'),
      [
        [48, 9],
        [48, 45],
      ],
    ],
    [
      xfade('wipetl'),
      [
        [90, 50],
        [10, 5],
      ],
    ],
    [
      named('circle-open'),
      [
        [48, 27],
        [2, 2],
      ],
    ],
    [
      xfade('circleclose'),
      [
        [2, 2],
        [48, 27],
      ],
    ],
    [
      xfade('radial'),
      [
        [90, 27],
        [6, 27],
      ],
    ],
    [
      xfade('coverleft'),
      [
        [80, 27],
        [16, 27],
      ],
    ],
    [
      xfade('revealdown'),
      [
        [48, 9],
        [48, 45],
      ],
    ],
  ])('%j is half open where it should be', async (transition, [[lightX, lightY], [darkX, darkY]]) => {
    const middle = (await fromDarkToLight(transition, stream(5)))[2] ?? new Uint8Array();
    expect(Math.abs(at(middle, lightX, lightY, size) - light)).toBeLessThan(3);
    expect(Math.abs(at(middle, darkX, darkY, size) - dark)).toBeLessThan(3);
  });

  test('dissolve mixes both by how far it is, all over the picture', async () => {
    const shown = await fromDarkToLight(named('dissolve'), stream(4));
    for (const [k, frame] of shown.entries()) {
      const mixed = dark + ((light - dark) * (k + 1)) / 5;
      for (const level of bright(frame, size)) expect(Math.abs(level - mixed)).toBeLessThanOrEqual(1.5);
    }
  });

  test('slides move both pictures, dot for dot', async () => {
    const shape = stream(5);
    const [first, second] = [pattern('40+X', shape), pattern('150+mod(X*3+Y,60)', shape)];
    const [before] = await drawn(tool, `${first}[out]`, 'out', size);
    const [after] = await drawn(tool, `${second}[out]`, 'out', size);
    const slid = await drawn(
      tool,
      `${first}[before];${second}[after];${graphOf(named('slide-left'), shape)}`,
      'joined',
      size,
    );
    const middle = slid[2] ?? new Uint8Array();
    for (const x of [0, 13, 47, 48, 70, 95]) {
      const from = x < 48 ? before : after;
      expect(at(middle, x, 20, size)).toBe(at(from ?? new Uint8Array(), (x + 48) % 96, 20, size));
    }
  });

  test.each([
    ['fade-to-black', 16],
    ['fade-to-white', 235],
  ] as const)(
    '%s shows its colour in the middle, and one picture on each side of it',
    async (type, colour) => {
      for (const frames of [7, 8]) {
        const levels = (await fromDarkToLight(named(type), stream(frames))).map((frame) =>
          bright(frame, size),
        );
        const away = levels.map((frame) => Math.abs(mean(frame) - colour));
        const half = Math.ceil(frames / 2);
        expect(away[half - 1]).toBeLessThanOrEqual(1);
        expect(away.slice(0, half)).toEqual(away.slice(0, half).toSorted((a, b) => b - a));
        expect(away.slice(frames - half)).toEqual(away.slice(frames - half).toSorted((a, b) => a - b));
        expect(away[0]).toBeLessThan(Math.abs(dark - colour));
        expect(away.at(-1)).toBeLessThan(Math.abs(light - colour));
      }
    },
  );

  test('leaves colours as they are where only one picture is seen', async () => {
    const shape = stream(3);
    const colour = (u: number) => grey(120, shape).replace('u=128:v=128', `u=${u}:v=${255 - u}`);
    const graph = `${colour(90)}[before];${colour(170)}[after];${graphOf(named('wipe-left'), shape)}`;
    const [, middle = new Uint8Array()] = await drawn(tool, graph, 'joined', size);
    const chroma = middle.subarray(size.width * size.height);
    expect([chroma[5], chroma[42]]).toEqual([90, 170]);
  });
});

describe('at the end of the film', () => {
  test.each([
    ['fade-to-black', 16],
    ['fade-to-white', 235],
  ] as const)('%s ends on its colour alone', async (type, colour) => {
    const shape = stream(6);
    const graph = ending(named(type), shape);
    const shown = await drawn(tool, `${grey(dark, shape)}[before];${graph}`, 'joined', size);
    const away = shown.map((frame) => Math.abs(mean(bright(frame, size)) - colour));
    expect(away.length).toBe(6);
    expect(away[0]).toBeLessThan(Math.abs(dark - colour));
    expect(away).toEqual(away.toSorted((a, b) => b - a));
    expect(away.at(-1)).toBeLessThanOrEqual(1);
  });
});

describe("what only ffmpeg's own filter draws", () => {
  const version = (number: string, lacks: readonly string[] = []): Tool => ({
    ...tool,
    version: number,
    lacks,
  });
  const hblur = (ffmpeg: Tool) => joining(xfade('hblur'), stream(5), ffmpeg);

  test('is left to it where it can', () => {
    const from = ['5.1.9-0+deb12u1', 'n7.1', '6.0', 'N-120000-g1234567'].map((number) =>
      hblur(version(number)),
    );
    for (const joined of from) expect(joined.ok && joined.value).toContain('xfade=transition=hblur');
  });

  test('is refused where it is missing or too old', () => {
    expect(hblur(version('N-47683-static', ['xfade']))).toEqual({
      ok: false,
      error: 'xfade: hblur needs ffmpeg 5.1 or newer, but this is N-47683-static',
    });
    expect(hblur(version('4.4')).ok).toBe(false);
    expect(joining(xfade('hlwind'), stream(5), version('5.1.9')).ok).toBe(false);
    expect(joining(xfade('hlwind'), stream(5), version('6.1')).ok).toBe(true);
  });

  test('is little', () => {
    const { definitions } = JSON.parse(readFileSync(schemaFiles.storyboard, 'utf8'));
    const xfadeNames: readonly string[] = definitions.xfadeTransition.properties.xfade.enum;
    const left = xfadeNames.filter((name) => !joining(xfade(name), stream(5), version('1', ['xfade'])).ok);
    expect(left.length).toBeLessThan(xfadeNames.length / 2);
    expect(left).not.toContain('fade');
  });
});
