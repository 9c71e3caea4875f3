import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toFrames } from '../../src/core/frames.ts';
import { lookThroughPackets } from '../../src/media/lost-packets.ts';
import { changeTracks, type Edit } from '../rig/mp4-index.ts';
import { counting, cuttingRoom, ffmpegOf, filmOf, heard, numbers, type TestRoom } from '../stitch/room.ts';

let room: TestRoom;
const path = (name: string) => join(room.folder, name);

beforeAll(async () => {
  room = await cuttingRoom();
  const plain = await room.clip({ frames: 48, tone: 300, args: ['-bf', '0'] });
  await room.ffmpeg('-i', room.fileOf(plain), '-c', 'copy', path('plain.mp4'));
  await room.ffmpeg('-i', path('plain.mp4'), '-c', 'copy', path('plain.ts'));
});
afterAll(() => room.remove());

async function asset(name: string) {
  const read = await room.room.readAsset(path(name));
  if (!read.ok) throw new Error(read.error.message);
  return { path: name, absolute: path(name), ...read.value };
}

async function shown(name: string) {
  const file = await asset(name);
  if (file.facts.kind !== 'video') throw new Error(`${name} is ${file.facts.kind}`);
  const frames = toFrames(file.facts.seconds, 24);
  const cut = await room.cut(filmOf([{ footage: { kind: 'file', file }, frames }]));
  const told = room.events.flatMap((event) => (event.type === 'notice' ? [event.diagnostic.code] : []));
  return { file: cut.file, told, numbers: await numbers(room, cut.file) };
}

/** The first picture's colours at a few places. */
async function colours(file: string): Promise<readonly number[]> {
  const { stdout } = await ffmpegOf(room.room.tools, [
    ...['-i', file, '-frames:v', '1', '-vf', 'scale=7:1:flags=area,format=rgb24', '-f', 'rawvideo', '-'],
  ]);
  return [...stdout];
}

describe('MPEG-TS', () => {
  test('two recordings that were joined by putting one behind the other are used whole', async () => {
    const bytes = await readFile(path('plain.ts'));
    await writeFile(path('joined.ts'), Buffer.concat([bytes, bytes]));
    expect((await lookThroughPackets(path('joined.ts'))).lost).toBe(0);
    const film = await shown('joined.ts');
    expect(film.told).toEqual([]);
    expect(film.numbers.slice(0, 48)).toEqual(counting(0, 48));
    expect(film.numbers.slice(-47)).toEqual(counting(1, 47));
    const sound = await heard(room, film.file);
    expect(sound.slice(-48_000).some((sample) => Math.abs(sample) > 0.05)).toBe(true);
  });

  test('lost packets are told, also where no decoder misses them', async () => {
    const bytes = await readFile(path('plain.ts'));
    const packets = Array.from({ length: bytes.length / 188 }, (_, i) =>
      bytes.subarray(i * 188, i * 188 + 188),
    );
    const first = packets.findIndex((one, i) => i > 80 && (one.readUInt16BE(1) & 0x1fff) === 0x101);
    const lost = packets.toSpliced(first, 5);
    await writeFile(path('lost.ts'), Buffer.concat(lost));
    expect((await lookThroughPackets(path('plain.ts'))).lost).toBe(0);
    expect((await lookThroughPackets(path('lost.ts'))).lost).toBe(1);
    expect((await shown('lost.ts')).told).toContain('partly-damaged');
  });

  test('bytes between packets, and packets that say that they are broken, are lost, too', async () => {
    const bytes = await readFile(path('plain.ts'));
    const middle = 188 * Math.floor(bytes.length / 376);
    const noise = Buffer.alloc(100, 0x11);
    await writeFile(
      path('noise.ts'),
      Buffer.concat([bytes.subarray(0, middle), noise, bytes.subarray(middle)]),
    );
    expect((await lookThroughPackets(path('noise.ts'))).lost).toBe(1);
    const broken = Buffer.from(bytes);
    broken.writeUInt8(broken.readUInt8(middle + 1) | 0x80, middle + 1);
    await writeFile(path('broken.ts'), broken);
    expect((await lookThroughPackets(path('broken.ts'))).lost).toBe(1);
  });

  test.each([
    ['MPEG-2', ['-c:v', 'mpeg2video', '-q:v', '2']],
    ['HEVC', ['-c:v', 'libx265', '-x265-params', 'log-level=none:bframes=0']],
  ])('%s keeps the colours that it says it has', async (_, coding) => {
    const bars = ['-f', 'lavfi', '-i', 'smptehdbars=s=160x96:r=24', '-frames:v', '4'];
    const named = [
      ...['-vf', 'scale=out_color_matrix=bt709,format=yuv420p', '-colorspace', 'bt709'],
      ...['-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ];
    await room.ffmpeg(...bars, ...named, ...coding, path('bars.ts'));
    await room.ffmpeg(...bars, ...named, '-bf', '0', path('bars.mp4'));
    const wanted = await colours((await shown('bars.mp4')).file);
    const seen = await colours((await shown('bars.ts')).file);
    for (const [i, value] of seen.entries()) expect(Math.abs(value - (wanted[i] ?? 0))).toBeLessThan(6);
  });

  test('high dynamic range is known as that', async () => {
    const said = 'colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc';
    const bars = [
      '-f',
      'lavfi',
      '-i',
      'smptehdbars=s=160x96:r=24',
      '-frames:v',
      '4',
      '-pix_fmt',
      'yuv420p10le',
    ];
    const coding = ['-c:v', 'libx265', '-x265-params', `log-level=none:bframes=0:${said}`];
    await room.ffmpeg(...bars, ...coding, path('range.ts'));
    await room.ffmpeg(...bars, ...coding, path('range.mkv'));
    const wanted = await colours((await shown('range.mkv')).file);
    const seen = await colours((await shown('range.ts')).file);
    for (const [i, value] of seen.entries()) expect(Math.abs(value - (wanted[i] ?? 0))).toBeLessThan(6);
  });
});

describe('damage in Matroska', () => {
  beforeAll(() =>
    room.ffmpeg('-i', path('plain.mp4'), '-c', 'copy', '-cluster_time_limit', '500', path('plain.mkv')),
  );

  test('is told, where a reader passes over it', async () => {
    const bytes = await readFile(path('plain.mkv'));
    bytes.fill(0, bytes.length >> 1, (bytes.length >> 1) + 2000);
    await writeFile(path('zeros.mkv'), bytes);
    expect((await shown('zeros.mkv')).told).toContain('partly-damaged');
  });
});

test.each([
  ['mkv', ['-c', 'copy']],
  ['webm', ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libvorbis']],
  ['mxf', ['-c:v', 'mpeg2video', '-q:v', '2', '-c:a', 'pcm_s16le']],
])('a file of which only the first part is there is refused, as any other: %s', async (ending, coding) => {
  await room.ffmpeg('-i', path('plain.mp4'), ...coding, path(`whole.${ending}`));
  const bytes = await readFile(path(`whole.${ending}`));
  await writeFile(path(`half.${ending}`), bytes.subarray(0, bytes.length >> 1));
  expect(await room.room.readAsset(path(`whole.${ending}`))).toMatchObject({ ok: true });
  expect(await room.room.readAsset(path(`half.${ending}`))).toMatchObject({
    ...{ ok: false },
    error: { code: 'media-damaged', message: "The file can't be read as media: it ends too early." },
  });
});

describe('containers that tell only in which order pictures are decoded', () => {
  test.each([
    ['reordered.avi', ['-c:a', 'libmp3lame']],
    ['reordered.mxf', ['-c:a', 'pcm_s16le', '-pix_fmt', 'yuv420p']],
  ])('pictures are shown in their order, and in time with the sound: %s', async (name, sound) => {
    // What reorders pictures refers to later ones.
    const coding = ['-c:v', 'libx264', '-bf', '2', '-b_strategy', '0', '-crf', '16', '-g', '24', ...sound];
    await room.ffmpeg('-i', path('plain.mp4'), ...coding, path(name));
    const film = await shown(name);
    expect(film.numbers).toEqual(counting(0, 48));
    const { stdout } = await ffmpegOf(room.room.tools, [
      '-i',
      film.file,
      '-map',
      '0:v',
      '-f',
      'framecrc',
      '-',
    ]);
    const times = [...stdout.toString().matchAll(/^0, *(-?\d+), *(-?\d+),/gm)].map(([, , at]) => Number(at));
    expect(times.every((time, i) => i === 0 || time > (times[i - 1] ?? 0))).toBe(true);
    expect(times).toHaveLength(48);
  });
});

describe('bare streams', () => {
  test.each([
    ['50', 'libx264', 'h264'],
    ['30000/1001', 'libx264', 'h264'],
    ['50', 'libx265', 'hevc'],
  ])('of %s pictures a second, with reordered ones (%s, %s)', async (rate, coding, format) => {
    const faster = ['-vf', `setpts=N/(${rate}*TB)`, '-r', rate, '-an', '-c:v', coding];
    await room.ffmpeg(
      ...['-i', path('plain.mp4'), ...faster, '-bf', '2', '-x265-params', 'log-level=none'],
      ...['-f', format, path(`faster.${format}`)],
    );
    const { facts } = await asset(`faster.${format}`);
    const [num = 0, den = 1] = rate.split('/').map(Number);
    const fps = Math.round((num / den) * 1000) / 1000;
    expect(facts).toMatchObject({ kind: 'video', fps, seconds: expect.closeTo(48 / fps, 4) });
    const footage = { kind: 'file', file: await asset(`faster.${format}`) } as const;
    const film = await room.cut(filmOf([{ footage, frames: 48 }], { fps: num / den }));
    expect(await numbers(room, film.file)).toEqual(counting(0, 48));
  });
});

describe('what check tells instead of the run', () => {
  test('pictures in a coding that the ffmpeg at hand has not', async () => {
    await room.ffmpeg('-i', path('plain.mp4'), '-an', '-c:v', 'mpeg4', path('known.mp4'));
    const bytes = await readFile(path('known.mp4'));
    bytes.write('vvc1', bytes.indexOf('mp4v'), 'latin1');
    bytes.write('free', bytes.indexOf('esds'), 'latin1');
    await writeFile(path('coming.mp4'), bytes);
    const read = await room.room.readAsset(path('coming.mp4'));
    expect(read).toMatchObject({ ok: false, error: { code: 'media-unsupported' } });
    expect(!read.ok && read.error.message).toMatch(
      /^The file's pictures are coded as vvc1, which ffmpeg \S+ can't read: \S/,
    );
  });

  test.each(['mov', 'wav.mov'])(
    'sound in a coding that the ffmpeg at hand has not, in %s',
    async (ending) => {
      const pictures = ending === 'mov' ? ['-c:v', 'copy'] : ['-vn'];
      await room.ffmpeg('-i', path('plain.mp4'), ...pictures, '-c:a', 'pcm_s16le', path(`known.${ending}`));
      const bytes = await readFile(path(`known.${ending}`));
      bytes.write('xpcm', bytes.indexOf('sowt'), 'latin1');
      await writeFile(path(`coming.${ending}`), bytes);
      const read = await room.room.readAsset(path(`coming.${ending}`));
      expect(read).toMatchObject({ ok: false, error: { code: 'media-unsupported' } });
      expect(!read.ok && read.error.message).toMatch(
        /^The file's sound is coded as xpcm, which ffmpeg \S+ can't read: \S/,
      );
    },
  );
});

describe('stretches at another speed, which no ffmpeg heeds', () => {
  test.each([
    ['half', [[2000, 0, 0.5]]],
    ['double', [[1000, 0, 2]]],
    [
      'frozen',
      [
        [500, 0, 0],
        [1500, 0],
      ],
    ],
    ['backwards', [[2000, 0, -1]]],
  ] as [string, Edit[]][])('are refused: %s', async (name, edits) => {
    await changeTracks(path('plain.mp4'), path(`${name}.mp4`), () => edits);
    expect(await room.room.readAsset(path(`${name}.mp4`))).toMatchObject({
      ...{ ok: false },
      error: {
        code: 'media-unsupported',
        message: expect.stringMatching(/faster or slower than they are stored/),
      },
    });
  });

  test('one stretch whose speed is left out is shown as it is', async () => {
    await changeTracks(path('plain.mp4'), path('left-out.mp4'), () => [[2000, 0, 0]]);
    expect((await shown('left-out.mp4')).numbers).toEqual(counting(0, 48));
  });
});

describe('what is small or short', () => {
  test.each(['mkv', 'avi'])('footage of a few pixels in %s', async (ending) => {
    for (const size of ['3x5', '16x2', '2x16']) {
      const dots = ['-f', 'lavfi', '-i', `color=red:s=${size}:r=24,format=yuv444p`, '-frames:v', '12'];
      await room.ffmpeg(...dots, '-c:v', 'ffv1', path(`dots.${ending}`));
      expect((await shown(`dots.${ending}`)).told).toEqual([]);
    }
  });

  test.each(['0.02', '0.06'])('a sound of %s s', async (seconds) => {
    await room.ffmpeg('-i', path('plain.mp4'), '-vn', '-t', seconds, path('click.mp3'));
    const film = filmOf([{ footage: await room.own('plain.mp4'), frames: 48 }], { keepSound: false });
    const music = { file: await asset('click.mp3'), volume: 0, duck: false, fadeIn: 0, fadeOut: 0 };
    const cut = await room.cut({ ...film, sound: { ...film.sound, music } });
    expect((await heard(room, cut.file)).some((sample) => Math.abs(sample) > 0.02)).toBe(true);
  });

  test('a last picture that is shown for no time, behind a gap, in footage that begins late', async () => {
    const gap = ['-vf', "select='not(between(n,20,26))'", '-vsync', '0', '-an', '-bf', '0', '-g', '48'];
    await room.ffmpeg('-i', path('plain.mp4'), ...gap, path('gap.mp4'));
    await room.ffmpeg('-i', path('gap.mp4'), '-c', 'copy', '-output_ts_offset', '0.041', path('late.mp4'));
    const film = await shown('late.mp4');
    expect(film.numbers.slice(0, 20)).toEqual(counting(0, 20));
    expect(film.numbers.slice(27, 47)).toEqual(counting(27, 20));
  });
});

describe('the last picture', () => {
  test('is shown at its time in Windows Media where those before it are at uneven times', async () => {
    const gap = ['-vf', "select='not(between(n,10,29))'", '-vsync', '0', '-c:v', 'wmv2', '-q:v', '2'];
    await room.ffmpeg('-i', path('plain.mp4'), ...gap, '-c:a', 'wmav2', path('gap.wmv'));
    const held = counting(0, 48).map((frame) => (frame >= 10 && frame < 30 ? 9 : frame));
    expect((await shown('gap.wmv')).numbers).toEqual(held);
  });

  test('is shown as long as the one before it, where nobody says how long', async () => {
    // A screen that changes twice a second, and that no recorder counts on.
    const slow = [
      '-vf',
      'fps=2,settb=1/1000,setpts=N*500',
      '-vsync',
      '0',
      '-an',
      '-c:v',
      'libvpx',
      '-b:v',
      '2M',
    ];
    await room.ffmpeg('-i', path('plain.mp4'), ...slow, path('screen.webm'));
    const { numbers: seen } = await shown('screen.webm');
    expect(seen).toHaveLength(48);
    expect(new Set(seen).size).toBe(4);
  });

  test('is not lost in a program stream, which says of some pictures only when they are', async () => {
    const coding = ['-c:v', 'mpeg1video', '-bf', '2', '-q:v', '2', '-c:a', 'mp2', '-f', 'mpeg'];
    await room.ffmpeg('-i', path('plain.mp4'), ...coding, path('program.mpg'));
    expect((await shown('program.mpg')).numbers).toEqual(counting(0, 48));
  });
});

test.each([
  ['song.mp4', ['-c:v', 'copy', '-c:a', 'aac']],
  ['song.mov', ['-c:v', 'mjpeg', '-c:a', 'pcm_s16le']],
  ['song.mkv', ['-c:v', 'copy', '-c:a', 'aac', '-output_ts_offset', '10']],
  ['song.avi', ['-c:v', 'mpeg4', '-c:a', 'pcm_s16le']],
])('how long sound goes on after the last picture is known: %s', async (name, coding) => {
  const sound = ['-f', 'lavfi', '-i', 'sine=r=48000:d=5'];
  await room.ffmpeg('-i', path('plain.mp4'), ...sound, '-map', '0:v', '-map', '1:a', ...coding, path(name));
  const { facts } = await asset(name);
  expect(facts).toMatchObject({ kind: 'video', soundAfter: expect.closeTo(3, 0) });
  expect((await asset('plain.mp4')).facts).not.toHaveProperty('soundAfter');
});

describe('a JPEG behind a JPEG', () => {
  test('of another size, or with an index, is part of a photo', async () => {
    await room.ffmpeg('-i', path('plain.mp4'), '-frames:v', '1', '-q:v', '2', path('photo.jpg'));
    await room.ffmpeg('-i', path('photo.jpg'), '-vf', 'scale=80:48', path('small.jpg'));
    const [photo, small] = [await readFile(path('photo.jpg')), await readFile(path('small.jpg'))];
    const index = Buffer.from('\xff\xe2\x00\x08MPF\0\0\0', 'latin1');
    const indexed = Buffer.concat([photo.subarray(0, 2), index, photo.subarray(2)]);
    await writeFile(path('preview.jpg'), Buffer.concat([photo, small]));
    await writeFile(path('views.jpg'), Buffer.concat([indexed, photo]));
    for (const name of ['photo.jpg', 'preview.jpg', 'views.jpg'])
      expect((await asset(name)).facts).toEqual({
        ...{ kind: 'image', format: 'jpeg', size: { width: 160, height: 96 } },
      });
  });
});

describe('cameras and phones', () => {
  test('tracks of data beside picture and sound are left out', async () => {
    await writeFile(path('words.srt'), '1\n00:00:00,000 --> 00:00:01,000\nx\n');
    const all = [
      '-map',
      '0',
      '-map',
      '1',
      '-map',
      '1',
      '-c',
      'copy',
      '-c:s',
      'mov_text',
      '-timecode',
      '10:00:00:00',
    ];
    await room.ffmpeg('-i', path('plain.mp4'), '-i', path('words.srt'), ...all, path('words.mp4'));
    const bytes = await readFile(path('words.mp4'));
    // As GoPro names its sensors' data.
    for (let at = bytes.indexOf('tx3g'); at > 0; at = bytes.indexOf('tx3g'))
      bytes.write('gpmd', at, 'latin1');
    for (const handler of ['sbtl', 'text'])
      for (let at = bytes.indexOf(handler); at > 0; at = bytes.indexOf(handler))
        bytes.write('meta', at, 'latin1');
    await writeFile(path('sensors.mp4'), bytes);
    const film = await shown('sensors.mp4');
    expect(film.told).toEqual([]);
    expect(film.numbers).toEqual(counting(0, 48));
    expect((await heard(room, film.file)).some((sample) => Math.abs(sample) > 0.05)).toBe(true);
  });

  test('pictures at uneven times, as phones record them, keep their times', async () => {
    const uneven = ['-vf', "select='not(mod(n\\,5))+lt(mod(n\\,7)\\,2)'", '-vsync', '0', '-c:a', 'copy'];
    await room.ffmpeg('-i', path('plain.mp4'), ...uneven, path('uneven.mov'));
    const kept = counting(0, 48).map((_, n) => n % 5 === 0 || n % 7 < 2);
    const wanted = kept.map((_, n) => kept.lastIndexOf(true, n));
    const last = wanted.at(-1) ?? 0;
    const { numbers: seen } = await shown('uneven.mov');
    expect(seen.slice(0, wanted.lastIndexOf(last))).toEqual(wanted.slice(0, wanted.lastIndexOf(last)));
  });
});
