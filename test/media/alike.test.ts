import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Resemblance, resemblanceOf } from '../../src/media/alike.ts';
import { madeOnce } from '../rig/made-once.ts';
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
  const source = ['-f', 'lavfi', '-i', shown, '-c:v', 'libx264', '-preset', 'veryfast', '-threads:v', '1'];
  await madeOnce([...source, ...args, '-t', '1.25'], file, (all) => room.ffmpeg(...all));
  return file;
}

const compared = (one: string, other: string): Promise<Resemblance> =>
  resemblanceOf(
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
  expect(await compared(film, film)).toBe('alike');
  expect(await compared(film, await made('again.mp4', '', ['-crf', '17', '-bf', '3']))).toBe('alike');
  expect(
    await compared(film, await made('later.mp4', '', ['-crf', '12', '-video_track_timescale', '90000'])),
  ).toBe('alike');
});

test.each([
  ['a frame later', ',trim=start_frame=1,setpts=PTS-STARTPTS'],
  ['in one frame', ",lutyuv=y=255-val:enable='eq(n,17)'"],
  ['in a corner of one frame', ",drawbox=280:140:40:40:gray:fill:enable='eq(n,29)'"],
  ['a little, all over', ',lutyuv=y=val+6'],
  ['in its colours alone', ',lutyuv=u=val+6'],
  ['in the colours of one frame', ",hue=h=90:enable='eq(n,12)'"],
])('a film that is another %s is not', async (_, changed) => {
  expect(await compared(await made('film.mp4', ''), await made('other.mp4', changed))).toBe('unlike');
});

test('one that ends sooner is not', async () => {
  const short = await made('short.mp4', ',trim=end_frame=29');
  expect(await compared(await made('film.mp4', ''), short)).toBe('unlike');
});

test('what is kept of the first are its own pixels', async () => {
  const film = await made('film.mp4', '');
  const kept = join(room.folder, 'kept');
  const resemblance = await resemblanceOf(
    room.room.tools,
    {
      inputs: [{ file: film }, { file: film }],
      graph: `[0:v]trim=end_frame=${frames}[v]`,
      ...{ frames, draft: join(room.folder, 'figures') },
      kept: { graph: '[all]trim=start_frame=25[kept]', frames: 5, file: kept },
    },
    new AbortController().signal,
  );
  expect(resemblance).toBe('alike');
  const { stdout } = await room.ffmpeg(
    ...['-i', film, '-vf', 'trim=start_frame=25', '-vsync', '0', '-f', 'rawvideo', '-'],
  );
  expect(stdout.length).toBe((5 * 320 * 180 * 3) / 2);
  expect((await readFile(kept)).equals(stdout)).toBe(true);
});
