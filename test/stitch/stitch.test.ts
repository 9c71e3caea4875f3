import { readFile, stat, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { turn } from '../rig/turn.ts';
import {
  complaints,
  counting,
  cuttingRoom,
  filmOf,
  frameHashes,
  numbers,
  probed,
  rgb,
  type TestRoom,
} from './room.ts';

let room: TestRoom;
beforeEach(async () => {
  room = await cuttingRoom();
});
afterEach(() => room.remove());

const black = { kind: 'card', card: { text: 'Fin', background: '#000000', color: '#ffffff' } } as const;

test('clips that fit the film are copied bit for bit', async () => {
  const shots = [
    { footage: await room.clip({ frames: 48, tone: 300 }), frames: 48 },
    { footage: await room.clip({ frames: 36, from: 100 }), frames: 36 },
    { footage: await room.clip({ frames: 48, from: 200, tone: 400 }), frames: 48 },
  ];
  const cut = await room.cut(filmOf(shots));

  expect(cut).toMatchObject({ frames: 132, seconds: 5.5, copied: 3, encoded: 0 });
  expect(await numbers(room, cut.file)).toEqual([
    ...counting(0, 48),
    ...counting(100, 36),
    ...counting(200, 48),
  ]);
  const hashes = await Promise.all(shots.map(({ footage }) => frameHashes(room, room.fileOf(footage))));
  expect(await frameHashes(room, cut.file)).toEqual(hashes.flat());
  expect(await complaints(room, cut.file)).toBe('');
  const { streams, format } = await probed(room, cut.file);
  expect(streams).toMatchObject([
    {
      codec_type: 'video',
      nb_read_frames: '132',
      start_time: '0.000000',
      duration: '5.500000',
      avg_frame_rate: '24/1',
    },
    { codec_type: 'audio', start_time: '0.000000', duration: '5.500000' },
  ]);
  expect(format).toMatchObject({ duration: '5.500000', tags: { title: 'A film' } });
  expect(room.events.filter(({ type }) => type !== 'stitch-progress')).toMatchObject([
    { type: 'stitch-started', file: cut.file, pieces: 3, encode: 0, frames: 132 },
    { type: 'stitch-finished', file: cut.file, frames: 132, copied: 3, encoded: 0 },
  ]);
});

describe('the rest is encoded, and only that', () => {
  test('a trim shows exactly its frames, wherever it begins and ends', async () => {
    const footage = await room.clip({ frames: 72, tone: 300 });
    const shots = [
      { footage, frames: 10, sourceStart: 31 },
      { footage, frames: 72 },
      { footage, frames: 1, sourceStart: 71 },
      // Begins at a keyframe, so it may be copied or not, but must show the same.
      { footage, frames: 17, sourceStart: 24 },
      { footage, frames: 48, sourceStart: 24 },
    ];
    const cut = await room.cut(filmOf(shots));
    expect(await numbers(room, cut.file)).toEqual(
      shots.flatMap(({ frames, sourceStart = 0 }) => counting(sourceStart, frames)),
    );
    expect(cut.copied).toBeGreaterThanOrEqual(2);
    expect(await complaints(room, cut.file)).toBe('');
  });

  test('a clip at another rate shows what was to be seen at each moment', async () => {
    const faster = await room.clip({ frames: 60, fps: 30 });
    const cut = await room.cut(
      filmOf([
        { footage: faster, frames: 24 },
        { footage: faster, frames: 20, sourceStart: 24 },
      ]),
    );
    // The newest frame whose time, rounded to the film's frames, has come.
    const shown = (frame: number) => counting(0, 60).findLast((n) => Math.round((n * 24) / 30) <= frame);
    expect(await numbers(room, cut.file)).toEqual(counting(0, 44).map(shown));
    expect(cut).toMatchObject({ copied: 0, encoded: 2 });
  });

  test.each([
    ['vp8 in webm', { ending: 'webm', args: ['-c:v', 'libvpx', '-b:v', '2M', '-c:a', 'libvorbis'] }],
    ['motion JPEG in mov', { ending: 'mov', args: ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '2'] }],
    ['H.264 in Matroska', { ending: 'mkv', args: [] }],
    ['4:4:4', { args: ['-pix_fmt', 'yuv444p'] }],
    ['interlaced', { args: ['-flags', '+ildct+ilme', '-x264-params', 'tff=1'] }],
    ['open groups of pictures', { args: ['-x264-params', 'open-gop=1:keyint=12:bframes=3'] }],
    ['picture that begins late', { args: ['-output_ts_offset', '0.5'] }],
  ])('%s', async (_, spec) => {
    const footage = await room.clip({ frames: 48, tone: 300, ...spec });
    const cut = await room.cut(
      filmOf([
        { footage, frames: 48 },
        { footage, frames: 12, sourceStart: 30 },
      ]),
    );
    expect(await numbers(room, cut.file)).toEqual([...counting(0, 48), ...counting(30, 12)]);
    expect(await complaints(room, cut.file)).toBe('');
  });

  test('clips whose headers clash: most are copied, the others encoded', async () => {
    const most = { frames: 24, args: ['-profile:v', 'main'] };
    const shots = [
      { footage: await room.clip({ ...most, from: 0 }), frames: 24 },
      { footage: await room.clip({ frames: 24, from: 100, args: ['-profile:v', 'baseline'] }), frames: 24 },
      { footage: await room.clip({ ...most, from: 200 }), frames: 24 },
    ];
    const cut = await room.cut(filmOf(shots));
    expect(cut).toMatchObject({ copied: 2, encoded: 1 });
    expect(await numbers(room, cut.file)).toEqual([0, 100, 200].flatMap((first) => counting(first, 24)));
    expect(await complaints(room, cut.file)).toBe('');
  });

  test('clips that clash with what is encoded here give way to it', async () => {
    // Numbered like ours, but other headers.
    const foreign = ['-x264-params', 'sps-id=1', '-profile:v', 'main'];
    const shots = [
      { footage: await room.clip({ frames: 24, args: foreign }), frames: 24 },
      { footage: black, frames: 12 },
    ];
    const cut = await room.cut(filmOf(shots));
    expect(cut).toMatchObject({ copied: 0, encoded: 2 });
    expect((await numbers(room, cut.file)).slice(0, 24)).toEqual(counting(0, 24));
    expect(await complaints(room, cut.file)).toBe('');
  });

  test('footage that changes its size and colours on the way keeps all its frames', async () => {
    const one = await room.clip({ frames: 24, ending: 'ts', args: ['-colorspace', 'bt709'] });
    const other = await room.clip({ frames: 24, from: 24, size: { width: 320, height: 192 }, ending: 'ts' });
    const parts = await Promise.all([one, other].map((clip) => readFile(room.fileOf(clip))));
    await writeFile(`${room.folder}/both.ts`, Buffer.concat(parts));
    await room.ffmpeg('-i', `${room.folder}/both.ts`, '-c', 'copy', `${room.folder}/both.mkv`);
    const cut = await room.cut(filmOf([{ footage: await room.own('both.mkv'), frames: 48 }]));
    expect(await numbers(room, cut.file)).toEqual(counting(0, 48));
    expect(await complaints(room, cut.file)).toBe('');
  });

  test('footage that ends early holds its last frame, and says so', async () => {
    const footage = await room.clip({ frames: 20, tone: 300 });
    const cut = await room.cut(filmOf([{ footage, frames: 24, sourceStart: 2 }]));
    expect(await numbers(room, cut.file)).toEqual([...counting(2, 18), ...Array(6).fill(19)]);
    const told = room.events.flatMap((event) => (event.type === 'notice' ? [event.diagnostic] : []));
    expect(told).toMatchObject([{ severity: 'warning', code: 'footage-short', segment: 'segment-1' }]);
  });

  test('what is to be looked at once is the same film in fewer bytes', async () => {
    const args = ['-vf', 'noise=alls=20:allf=t:all_seed=1'];
    const footage = await room.clip({ frames: 48, size: { width: 320, height: 192 }, from: 500, args });
    const film = filmOf([{ footage, frames: 48 }]);
    const full = await room.cut(film);
    const { size } = await stat(full.file);
    const quick = await room.cut({ ...film, quality: 'quick' });
    expect(await numbers(room, quick.file)).toEqual(counting(500, 48));
    expect((await stat(quick.file)).size).toBeLessThan(size / 2);
  });

  test('progress comes to the end, and never goes back', async () => {
    const footage = await room.clip({ frames: 24 });
    await room.cut(
      filmOf([
        { footage, frames: 24 },
        { footage: black, frames: 30 },
      ]),
    );
    const steps = room.events.flatMap((event) => (event.type === 'stitch-progress' ? [event.share] : []));
    expect(room.events[0]).toMatchObject({ type: 'stitch-started', pieces: 2, encode: 1, frames: 54 });
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(steps.at(-1)).toBe(1);
    expect(steps.length).toBeGreaterThan(3);
  });
});

describe('what counts as fitting', () => {
  test('a clip that repeats its headers in the stream is copied', async () => {
    const args = ['-x264-params', 'repeat-headers=1'];
    const footage = await room.clip({ frames: 48, args });
    const cut = await room.cut(filmOf([{ footage, frames: 48 }]));
    expect(cut.copied).toBe(1);
    expect(await numbers(room, cut.file)).toEqual(counting(0, 48));
    expect(await complaints(room, cut.file)).toBe('');
  });

  test('a clip that is turned, or has other than square pixels, is not', async () => {
    const turned = await room.clip({ frames: 24, size: { width: 96, height: 160 } });
    const file = `${room.folder}/turned.mp4`;
    const upright = await room.clip({ frames: 24, args: ['-vf', 'transpose=1'] });
    await turn(room.fileOf(upright), file);
    const stretched = await room.clip({ frames: 24, args: ['-vf', 'scale=80:96,setsar=2'] });
    const cut = await room.cut(
      filmOf([
        { footage: await room.adopt(file), frames: 24 },
        { footage: stretched, frames: 24 },
        { footage: turned, frames: 24, fit: 'stretch' },
      ]),
    );
    expect(cut.copied).toBe(0);
    expect(await numbers(room, cut.file)).toEqual([0, 0, 0].flatMap(() => counting(0, 24)));
  });
});

describe('footage of another shape', () => {
  const white = { args: ['-vf', 'lutyuv=y=235'], size: { width: 96, height: 160 } };

  test.each([
    // 96x160 in 160x96 is 58 pixels wide.
    ['pad', 50, 107],
    ['crop', 0, 159],
    ['stretch', 0, 159],
  ] as const)('%s', async (fit, first, last) => {
    const footage = await room.clip({ frames: 24, ...white });
    const cut = await room.cut(filmOf([{ footage, frames: 24, fit }]));
    const row = (await rgb(room, cut.file)).subarray(48 * 160 * 3, 49 * 160 * 3);
    const lit = counting(0, 160).filter((x) => (row[x * 3] ?? 0) > 200);
    expect([lit.at(0), lit.at(-1)]).toEqual([first, last]);
  });

  test('keeps its colours, whatever they are coded in', async () => {
    // Coded as SD television, in a film that is coded as HD.
    const coded = 'scale=out_color_matrix=bt601:out_range=tv';
    const spec = { frames: 1, size: { width: 320, height: 192 } };
    const orange = ['-vf', `format=rgb24,lutrgb=r=220:g=120:b=40,${coded},format=yuv420p`];
    const said = await room.clip({ ...spec, args: [...orange, '-colorspace', 'smpte170m'] });
    const unsaid = await room.clip({ ...spec, args: orange });
    for (const footage of [said, unsaid]) {
      const cut = await room.cut(filmOf([{ footage, frames: 1 }]));
      const [red = 0, green = 0, blue = 0] = await rgb(room, cut.file);
      expect(Math.max(Math.abs(red - 220), Math.abs(green - 120), Math.abs(blue - 40))).toBeLessThan(6);
    }
  });
});
