import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { crc32 } from '../../../src/core/crc32.ts';
import type { Size } from '../../../src/core/frames.ts';
import type { Footage, TimelineEntry } from '../../../src/planner/plan.ts';
import { cuttingRoom, ffmpegOf, filmOf, heard, numbers, probed, rgb, type TestRoom } from '../room.ts';

type Move = Extract<Footage, { kind: 'still' }>['move'];

const size: Size = { width: 320, height: 180 };
let room: TestRoom;

beforeEach(async () => {
  room = await cuttingRoom();
});
afterEach(() => room.remove());

async function photo(name: string, source: string): Promise<void> {
  await room.ffmpeg('-f', 'lavfi', '-i', source, '-frames:v', '1', join(room.folder, name));
}

async function still(name: string, move: Move = 'none'): Promise<Footage> {
  const { file } = await room.own(name);
  return { kind: 'still', image: file, move };
}

interface Options extends Partial<TimelineEntry> {
  readonly move: Move;
  readonly frames: number;
}

/** Cuts a film of one still; its frames as grey levels. */
async function shown(name: string, { move, ...entry }: Options, frame = size): Promise<readonly Buffer[]> {
  const footage = await still(name, move);
  const { file } = await room.cut(filmOf([{ footage, fit: 'crop', ...entry }], { size: frame }));
  const { stdout } = await ffmpegOf(room.room.tools, [
    ...['-i', file, '-map', '0:v', '-f', 'rawvideo', '-pix_fmt', 'gray', '-'],
  ]);
  const area = frame.width * frame.height;
  return Array.from({ length: stdout.length / area }, (_, i) => stdout.subarray(i * area, (i + 1) * area));
}

/** A hump of light on black, as wide as it is high, whose middle is known to a small part of a pixel. */
const humps = (width: number, height: number, ...at: readonly (readonly [number, number])[]): string => {
  const hump = ([x, y]: readonly [number, number]) => `200*exp(-(pow(X-${x},2)+pow(Y-${y},2))/200)`;
  return `color=s=${width}x${height}:c=black,format=gray,geq=lum='16+${at.map(hump).join('+')}'`;
};

/** The middle of what is light. */
function middle(frame: Buffer, { width }: Size): { readonly x: number; readonly y: number } {
  let [sum, x, y] = [0, 0, 0];
  for (const [i, level] of frame.entries()) {
    const light = Math.max(0, level - 20);
    sum += light;
    x += light * (i % width);
    y += light * Math.floor(i / width);
  }
  return { x: x / sum, y: y / sum };
}

const steps = (values: readonly number[]): readonly number[] =>
  values.slice(1).map((value, i) => value - (values[i] ?? 0));

/** How far any of some steps is from what all of them are on average. */
function unevenness(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.max(...values.map((value) => Math.abs(value - mean)));
}

describe('a camera over a still', () => {
  test('pans evenly, in parts of pixels, and softly at both ends', async () => {
    await photo('wide.png', humps(1800, 360, [900, 180]));
    const frames = await shown('wide.png', { move: 'pan-right', frames: 60 });
    const steady = steps(frames.map((frame) => middle(frame, size).x));
    expect(steady).toHaveLength(59);
    // 8 % of the frame a second, less what the soft ends take: what stands still goes to the left.
    const cruise = steady.slice(16, 43);
    expect(cruise[0]).toBeLessThan(-1);
    expect(cruise[0]).toBeGreaterThan(-1.6);
    expect(unevenness(cruise)).toBeLessThan(0.2);
    expect(Math.abs(steady[0] ?? 9)).toBeLessThan(0.2);
    expect(Math.abs(steady.at(-1) ?? 9)).toBeLessThan(0.2);
    for (const [i, step] of steps(steady).entries()) expect(Math.abs(step), `frame ${i}`).toBeLessThan(0.5);
  });

  test('comes closer evenly around a middle that stays', async () => {
    await photo('two.png', humps(704, 396, [352, 198]));
    const still = await shown('two.png', { move: 'push-in', frames: 48 });
    const middles = still.map((frame) => middle(frame, size));
    for (const { x, y } of middles) {
      expect(x).toBeCloseTo(159.5, 0);
      expect(y).toBeCloseTo(89.5, 0);
    }
    expect(unevenness(middles.map(({ x }) => x))).toBeLessThan(0.1);
    expect(unevenness(middles.map(({ y }) => y))).toBeLessThan(0.1);
    await photo('beside.png', humps(704, 396, [620, 198]));
    const beside = (await shown('beside.png', { move: 'push-in', frames: 48 })).map(
      (frame) => middle(frame, size).x,
    );
    // 268 of 704 pixels to the right of the middle, 4 % further when it ends.
    expect((beside.at(-1) ?? 0) - (beside[0] ?? 0)).toBeCloseTo(((268 * 320) / 704) * 0.04, 0);
    expect(unevenness(steps(beside).slice(12, 35))).toBeLessThan(0.2);
  });

  test.each([
    ['pan-left', { x: 1, y: 0 }],
    ['pan-right', { x: -1, y: 0 }],
    ['tilt-up', { x: 0, y: 1 }],
    ['tilt-down', { x: 0, y: -1 }],
  ] as const)('%s moves the picture the other way', async (move, way) => {
    await photo('photo.png', humps(640, 480, [320, 240]));
    const frames = await shown('photo.png', { move, frames: 24 });
    const [first, last] = [frames[0], frames.at(-1)].map((frame) => middle(frame ?? Buffer.alloc(0), size));
    const gone = { x: (last?.x ?? 0) - (first?.x ?? 0), y: (last?.y ?? 0) - (first?.y ?? 0) };
    expect(Math.sign(Math.round(gone.x / 3))).toBeCloseTo(way.x, 9);
    expect(Math.sign(Math.round(gone.y / 3))).toBeCloseTo(way.y, 9);
  });

  test.each(['push-in', 'pull-out', 'pan-left', 'tilt-down'] as const)(
    'never shows what is beside the picture: %s',
    async (move) => {
      // Light to its very edges, in both aspects.
      await photo('light.png', 'color=s=300x400:c=white');
      for (const frame of [size, { width: 180, height: 320 }]) {
        for (const shot of await shown('light.png', { move, frames: 12 }, frame)) {
          expect(Math.min(...shot)).toBeGreaterThan(225);
        }
      }
    },
  );

  test('stays within the picture where that has bars', async () => {
    await photo('light.png', 'color=s=300x400:c=white');
    for (const shot of await shown('light.png', { move: 'push-in', frames: 12, fit: 'pad' })) {
      const row = shot.subarray(90 * 320, 91 * 320);
      // 135 of 320 pixels.
      expect([...row].filter((level) => level > 128).length).toBeGreaterThan(131);
      expect([...row].filter((level) => level > 128).length).toBeLessThan(139);
    }
  });

  test('has the colours of the picture', async () => {
    await photo('orange.png', 'color=s=400x300:c=0xd08030');
    for (const [move, fit] of [
      ['push-in', 'crop'],
      ['none', 'pad'],
      ['pan-left', 'blur'],
      ['tilt-up', 'stretch'],
    ] as const) {
      const footage = await still('orange.png', move);
      const { file } = await room.cut(filmOf([{ footage, frames: 6, fit }], { size }));
      const pixels = await rgb(room, file);
      const at = 3 * (90 * 320 + 160);
      const near = [0xd0, 0x80, 0x30].map((part, i) => Math.abs(part - (pixels[at + i] ?? 0)));
      expect(Math.max(...near), `${move} ${fit}`).toBeLessThan(5);
    }
  });
});

describe('a still', () => {
  test('is rendered once, and a transition beside it is drawn without it', async () => {
    await photo('a.png', humps(640, 480, [320, 240]));
    await photo('b.png', 'testsrc=s=640x480');
    const film = async (overlap: number) => {
      const transition =
        overlap > 0 ? ({ type: 'dissolve', duration: overlap / 24 } as const) : ({ type: 'cut' } as const);
      return filmOf(
        [
          { footage: await still('a.png', 'push-in'), frames: 48, transition, overlap },
          { footage: await still('b.png'), frames: 24 },
        ],
        { size },
      );
    };
    await room.cut(await film(0));
    const plain = room.events.find((event) => event.type === 'stitch-started');
    expect(plain).toMatchObject({ pieces: 2, encode: 2 });
    const { file } = await room.cut(await film(12));
    const joined = room.events.find((event) => event.type === 'stitch-started');
    expect(joined).toMatchObject({ pieces: 3, encode: 1 });
    expect((await probed(room, file)).streams[0]?.nb_read_frames).toBe('60');
  });

  test('that another move is asked for is another film', async () => {
    await photo('a.png', humps(640, 480, [250, 200]));
    const first = await shown('a.png', { move: 'push-in', frames: 12 });
    const second = await shown('a.png', { move: 'pull-out', frames: 12 });
    expect(middle(second[0] ?? Buffer.alloc(0), size).x).not.toBeCloseTo(
      middle(first[0] ?? Buffer.alloc(0), size).x,
      0,
    );
  });

  test('whose picture is damaged is named', async () => {
    await photo('a.png', 'color=s=32x24:c=red');
    const absolute = join(room.folder, 'a.png');
    const bytes = await readFile(absolute);
    // The header stays and all checksums are right, but the picture is gone.
    const [begin, end] = [bytes.indexOf('IDAT'), bytes.length - 16];
    bytes.fill(0, begin + 4, end);
    bytes.writeUInt32BE(crc32(bytes.subarray(begin, end)), end);
    await writeFile(absolute, bytes);
    const torn = await still('a.png', 'push-in');
    expect(await room.tryCut(filmOf([{ footage: torn, frames: 12 }], { size }))).toMatchObject({
      ok: false,
      error: [{ code: 'footage-unreadable', segment: 'segment-1' }],
    });
  });
});

describe('a card over something', () => {
  type Behind = NonNullable<Extract<Footage, { kind: 'card' }>['card']['behind']>;
  const cardOver = (behind: Behind, text = 'Fin', color = '#ffffff'): Footage => ({
    kind: 'card',
    card: { text, background: '#204060', color, behind },
  });
  const behindPhoto = async (name: string, move: Move = 'none'): Promise<Behind> => {
    const { file } = await room.own(name);
    return { kind: 'still', image: file, move };
  };

  test('has light letters on what is darker than it was, without bars', async () => {
    await photo('light.png', 'color=s=300x400:c=0xe0e0e0');
    for (const frame of [size, { width: 180, height: 320 }]) {
      for (const fit of ['pad', 'blur', 'stretch'] as const) {
        const footage = cardOver(await behindPhoto('light.png', 'push-in'));
        const { file } = await room.cut(filmOf([{ footage, frames: 6, fit }], { size: frame }));
        const pixels = await rgb(room, file);
        const greens = Array.from({ length: pixels.length / 3 }, (_, i) => pixels[3 * i + 1] ?? 0);
        // 60 % of what is behind it, up to the very corners; the letters are as white as they were.
        expect(greens[0]).toBeGreaterThan(120);
        expect(greens[0]).toBeLessThan(150);
        expect(greens.at(-1)).toBeCloseTo(greens[0] ?? 0, -1);
        expect(Math.max(...greens)).toBeGreaterThan(240);
        const around = greens.filter((green) => green < 80);
        expect(around.length, 'letters have a dark edge').toBeGreaterThan(5);
      }
    }
  });

  test('has dark letters on what is lighter than it was', async () => {
    await photo('dark.png', 'color=s=320x180:c=0x101010');
    const footage = cardOver(await behindPhoto('dark.png'), 'Fin', '#101030');
    const { file } = await room.cut(filmOf([{ footage, frames: 6 }], { size }));
    const pixels = await rgb(room, file);
    expect(pixels[0]).toBeGreaterThan(100);
    expect(pixels.reduce((least, part) => Math.min(least, part), 255)).toBeLessThan(40);
  });

  test('lets its background through where the picture does', async () => {
    await photo('nothing.png', 'color=s=320x180:c=white@0,format=rgba');
    const footage = cardOver(await behindPhoto('nothing.png'), '');
    const { file } = await room.cut(filmOf([{ footage, frames: 6 }], { size }));
    const [red = 0, green = 0, blue = 0] = await rgb(room, file);
    const near = [0.6 * 0x20, 0.6 * 0x40, 0.6 * 0x60].map((part, i) =>
      Math.abs(part - ([red, green, blue][i] ?? 0)),
    );
    expect(Math.max(...near)).toBeLessThan(6);
  });

  test('shows footage from where it enters, holds its last frame, and is silent', async () => {
    const made = await room.clip({ frames: 36, tone: 440 });
    await copyFile(room.fileOf(made), join(room.folder, 'own.mp4'));
    const { file: own } = await room.own('own.mp4');
    const footage = cardOver({ kind: 'file', file: own, from: 1 }, '');
    const cut = await room.cut(filmOf([{ footage, frames: 18, sourceStart: 24 }]));
    const seen = await numbers(room, cut.file);
    expect(seen.slice(0, 12)).toEqual(Array.from({ length: 12 }, (_, i) => 24 + i));
    expect(seen.slice(12)).toEqual(Array.from({ length: 6 }, () => 35));
    expect(Math.max(...(await heard(room, cut.file)).map(Math.abs))).toBe(0);
  });
});
