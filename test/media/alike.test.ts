import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { areAlike } from '../../src/media/alike.ts';
import { cuttingRoom, type TestRoom } from '../stitch/room.ts';

let room: TestRoom;
beforeEach(async () => {
  room = await cuttingRoom();
});
afterEach(() => room.remove());

const frames = 30;

async function made(
  name: string,
  changed: string,
  args: readonly string[] = ['-crf', '12'],
): Promise<string> {
  const file = join(room.folder, name);
  const shown = `testsrc=s=640x180:r=24,crop=320:180:'n*6':0,format=yuv420p,noise=alls=4:allf=t:all_seed=1${changed}`;
  await room.ffmpeg(
    '-f',
    'lavfi',
    '-i',
    shown,
    '-c:v',
    'libx264',
    '-threads:v',
    '1',
    ...args,
    '-t',
    '1.25',
    file,
  );
  return file;
}

const compared = (one: string, other: string): Promise<boolean> =>
  areAlike(
    room.room.tools,
    {
      inputs: [{ file: one }, { file: other }],
      graph: `[0:v]trim=end_frame=${frames}[v]`,
      ...{ frames, draft: join(room.folder, 'figures') },
    },
    new AbortController().signal,
  );

test('a film is like itself, encoded again and with other times', async () => {
  const film = await made('film.mp4', '');
  expect(await compared(film, film)).toBe(true);
  expect(await compared(film, await made('again.mp4', '', ['-crf', '17', '-bf', '3']))).toBe(true);
  expect(
    await compared(film, await made('later.mp4', '', ['-crf', '12', '-video_track_timescale', '90000'])),
  ).toBe(true);
});

test.each([
  ['a frame later', ',trim=start_frame=1,setpts=PTS-STARTPTS'],
  ['in one frame', ",lutyuv=y=255-val:enable='eq(n,17)'"],
  ['in a corner of one frame', ",drawbox=280:140:40:40:gray:fill:enable='eq(n,29)'"],
  ['a little, all over', ',lutyuv=y=val+6'],
])('a film that is another %s is not', async (_, changed) => {
  expect(await compared(await made('film.mp4', ''), await made('other.mp4', changed))).toBe(false);
});

test('one that ends sooner is not', async () => {
  const short = await made('short.mp4', ',trim=end_frame=29');
  expect(await compared(await made('film.mp4', ''), short)).toBe(false);
});
