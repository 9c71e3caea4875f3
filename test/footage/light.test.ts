import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toFrames } from '../../src/core/frames.ts';
import { cuttingRoom, ffmpegOf, filmOf, type TestRoom } from '../stitch/room.ts';

let room: TestRoom;
const path = (name: string) => join(room.folder, name);

beforeAll(async () => {
  room = await cuttingRoom();
});
afterAll(() => room.remove());

/** The mean of the first picture of a film of a file: red, green and blue. */
async function colourOf(name: string): Promise<readonly number[]> {
  const read = await room.room.readAsset(path(name));
  if (!read.ok) throw new Error(read.error.message);
  const file = { path: name, absolute: path(name), ...read.value };
  const { facts } = file;
  const footage =
    facts.kind === 'image'
      ? ({ kind: 'still', image: file, move: 'none' } as const)
      : ({ kind: 'file', file } as const);
  const frames = facts.kind === 'video' ? toFrames(facts.seconds, 24) : 2;
  const cut = await room.cut(filmOf([{ footage, frames }]));
  const mean = ['-frames:v', '1', '-vf', 'scale=1:1:flags=area,format=rgb24', '-f', 'rawvideo', '-'];
  return [...(await ffmpegOf(room.room.tools, ['-i', cut.file, ...mean])).stdout];
}

const near = (wanted: readonly number[], by: number) =>
  wanted.map((value) => expect.toSatisfy((seen: number) => Math.abs(seen - value) <= by));

test.each([
  ['loop.gif', []],
  ['loop.png', ['-f', 'apng']],
  ['screen.avi', ['-c:v', 'rawvideo', '-pix_fmt', 'bgr24']],
  ['lossless.avi', ['-c:v', 'ffv1', '-pix_fmt', 'bgr0']],
  ['screen.flv', ['-c:v', 'flashsv', '-r', '24']],
  ['screen.ts', ['-c:v', 'libx264rgb', '-crf', '4']],
  ['screen.nut', ['-c:v', 'png', '-pix_fmt', 'rgb24']],
] as const)(
  'pictures of red, green and blue keep their colours, also as high as television: %s',
  async (name, args) => {
    const red = ['-f', 'lavfi', '-i', 'color=0xc81e1e:s=1280x768:r=24,format=rgb24', '-frames:v', '4'];
    await room.ffmpeg(...red, ...args, path(name));
    expect(await colourOf(name)).toEqual(near([200, 30, 30], 5));
  },
);

test.each([
  ['clear.gif', ['-vf', 'split[a][b];[a]palettegen[p];[b][p]paletteuse']],
  ['clear.png', ['-f', 'apng', '-pix_fmt', 'rgba']],
  ['clear.avi', ['-c:v', 'ffv1', '-pix_fmt', 'bgra']],
  ['shades.avi', ['-c:v', 'ffvhuff', '-pix_fmt', 'yuva420p']],
  ['clear.mov', ['-c:v', 'qtrle', '-pix_fmt', 'argb']],
  ['shades.mov', ['-c:v', 'prores_ks', '-profile:v', '4', '-pix_fmt', 'yuva444p10le']],
  ['clear.mkv', ['-c:v', 'ffv1', '-pix_fmt', 'yuva420p']],
  ['vp8.webm', ['-c:v', 'libvpx', '-b:v', '1M', '-auto-alt-ref', '0', '-pix_fmt', 'yuva420p']],
  ['vp9.webm', ['-c:v', 'libvpx-vp9', '-b:v', '1M', '-auto-alt-ref', '0', '-pix_fmt', 'yuva420p']],
] as const)('what is transparent is black: %s', async (name, args) => {
  const white =
    "color=white:s=160x96:r=24:d=0.2,format=bgra,geq=r='255*lt(X,80)':g='255*lt(X,80)':b='255*lt(X,80)':a='255*gte(X,80)'";
  await room.ffmpeg('-f', 'lavfi', '-i', white, '-frames:v', '4', ...args, path(name));
  expect(await colourOf(name)).toEqual(near([0, 0, 0], 3));
});

test.each([
  ['grey', 'gray'],
  ['deep grey', 'gray16le'],
  ['colour', 'rgb24'],
])('a TIFF in %s is as bright as it is with any ffmpeg', async (_, format) => {
  const dark = [
    '-f',
    'lavfi',
    '-i',
    `color=0x101010:s=160x96,format=rgb24,format=${format}`,
    '-frames:v',
    '1',
  ];
  await room.ffmpeg(...dark, path(`${format}.tiff`));
  expect(await colourOf(`${format}.tiff`)).toEqual(near([16, 16, 16], 3));
});
