import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { frameAt } from '../../src/media/frame-at.ts';
import { imageHeader } from '../../src/media/image-header.ts';
import { changeTracks, setMatrix } from '../rig/mp4-index.ts';
import { cuttingRoom, ffmpegOf, filmOf, type TestRoom } from '../stitch/room.ts';

let room: TestRoom;
const path = (name: string) => join(room.folder, name);

beforeAll(async () => {
  room = await cuttingRoom();
});
afterAll(() => room.remove());

/** Two by two means of a picture: red, green and blue of each. */
async function meansOf(file: string, convert = ''): Promise<readonly number[]> {
  const mean = [
    '-frames:v',
    '1',
    '-vf',
    `${convert}scale=2:2:flags=area,format=rgb24`,
    '-f',
    'rawvideo',
    '-',
  ];
  return [...(await ffmpegOf(room.room.tools, ['-i', file, ...mean])).stdout];
}

const bt2020 = ['-color_primaries', 'bt2020', '-colorspace', 'bt2020nc'];

test.each([
  ['hlg.mkv', ['-c:v', 'ffv1', '-pix_fmt', 'yuv420p10le', '-color_trc', 'arib-std-b67', ...bt2020]],
  [
    'clear.mkv',
    ['-c:v', 'ffv1', '-pix_fmt', 'yuva420p', '-vf', "format=bgra,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a=128"],
  ],
  [
    'clear.webm',
    [
      '-c:v',
      'libvpx',
      '-b:v',
      '1M',
      '-auto-alt-ref',
      '0',
      '-pix_fmt',
      'yuva420p',
      '-vf',
      "format=bgra,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a=128",
    ],
  ],
  ['wide.mkv', ['-c:v', 'ffv1', '-pix_fmt', 'yuv420p', '-vf', 'scale=80:96,setsar=2']],
  ['mirrored.mp4', ['-c:v', 'mpeg4', '-q:v', '2', '-pix_fmt', 'yuv420p']],
] as const)('a frame that a model continues from is as the film shows it: %s', async (name, args) => {
  const sides = "nullsrc=s=160x96:r=24,format=rgb24,geq=r='if(lt(X,80),180,60)':g=90:b='if(lt(Y,48),40,120)'";
  await room.ffmpeg('-f', 'lavfi', '-i', sides, ...args, '-frames:v', '2', path(name));
  if (name === 'mirrored.mp4')
    await changeTracks(path(name), path(name), (_, header) => {
      setMatrix(header, [-1, 0, 0, 1]);
      return undefined;
    });
  const footage = await room.own(name);
  const { file } = await room.cut(filmOf([{ footage, frames: 2 }]));
  const png = path(`${name}.png`);
  expect(await frameAt(room.room.tools, path(name), { png, at: { from: 0 } })).toMatchObject({ ok: true });
  expect(imageHeader(await readFile(png))?.size).toEqual({ width: 160, height: 96 });
  const shown = await meansOf(file, 'scale=in_color_matrix=bt709,format=rgb24,');
  const taken = await meansOf(png);
  expect(Math.max(...shown.map((value, i) => Math.abs(value - (taken[i] ?? 0))))).toBeLessThan(6);
});
