import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Size, toFrames } from '../../src/core/frames.ts';
import { readAsset } from '../../src/media/asset.ts';
import { changeTracks, setMatrix } from '../rig/mp4-index.ts';
import { wav } from '../rig/wav.ts';
import {
  complaints,
  counting,
  cuttingRoom,
  ffmpegOf,
  filmOf,
  frameHashes,
  heard,
  numbers,
  type TestRoom,
} from '../stitch/room.ts';

let room: TestRoom;
const path = (name: string) => join(room.folder, name);

beforeAll(async () => {
  room = await cuttingRoom();
  const plain = await room.clip({ frames: 48, tone: 300, args: ['-bf', '0'] });
  await room.ffmpeg('-i', room.fileOf(plain), '-c', 'copy', path('plain.mp4'));
});
afterAll(() => room.remove());

/** The film of a file as it is, at 24 pictures a second. */
async function shown(name: string, size?: Size) {
  const absolute = path(name);
  const read = await room.room.readAsset(absolute);
  if (!read.ok) throw new Error(read.error.message);
  const footage = { kind: 'file', file: { path: name, absolute, ...read.value } } as const;
  const { facts } = footage.file;
  if (facts.kind !== 'video') throw new Error(`${name} is ${facts.kind}`);
  const frames = toFrames(facts.seconds, 24);
  const film = filmOf([{ footage, frames }], size && { size });
  const cut = await room.cut(film);
  const told = room.events.flatMap((event) => (event.type === 'notice' ? [event.diagnostic] : []));
  return { ...cut, told, facts, numbers: await numbers(room, cut.file) };
}

const box = (type: string, ...content: readonly Buffer[]): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.reduce((sum, { length }) => sum + length, 8));
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, ...content]);
};

/** An MP4 with its index at its end, and its tags before its tracks. */
function coverFirst(mp4: Buffer, cover: Buffer): Buffer {
  const index = mp4.lastIndexOf('moov') - 4;
  const header = index + 8 + mp4.readUInt32BE(index + 8);
  const handler = box('hdlr', Buffer.alloc(8), Buffer.from('mdirappl'), Buffer.alloc(9));
  const data = box('data', Buffer.from([0, 0, 0, 13, 0, 0, 0, 0]), cover);
  const tags = box('udta', box('meta', Buffer.alloc(4), handler, box('ilst', box('covr', data))));
  const inside = [mp4.subarray(index + 8, header), tags, mp4.subarray(header)];
  return Buffer.concat([mp4.subarray(0, index), box('moov', ...inside)]);
}

describe('which part is shown', () => {
  /** Units of the film's own time: milliseconds. */
  const trimmed = async (to: string, begin: number, duration: number) => {
    await changeTracks(path('plain.mp4'), path(to), (track) =>
      // Pictures count 12288 units a second, sound 48000.
      [[duration, Math.round((begin / 1000) * (track === 0 ? 12_288 : 48_000))]],
    );
    return shown(to);
  };

  test('an edit list has a start and an end, within a group of pictures, too', async () => {
    expect(await trimmed('middle.mp4', 500, 1000)).toMatchObject({ numbers: counting(12, 24) });
    expect((await trimmed('start.mp4', 0, 750)).numbers).toEqual(counting(0, 18));
    expect((await trimmed('whole-group.mp4', 1000, 500)).numbers).toEqual(counting(24, 12));
  });

  test('an edit list that begins behind all that is in the file is told', async () => {
    await expect(trimmed('behind.mp4', 3000, 500)).rejects.toThrow('its edit list shows nothing');
    const sound = path('sound.m4a');
    await room.ffmpeg('-i', path('plain.mp4'), '-vn', '-c', 'copy', sound);
    await changeTracks(sound, path('behind.m4a'), () => [[500, 48_000 * 3]]);
    const read = await room.room.readAsset(path('behind.m4a'));
    expect(read.ok || read.error.code).toBe('media-damaged');
  });

  test('its times begin late: nothing is lost, and it is heard', async () => {
    const late = ['-c', 'copy', '-output_ts_offset', '10'];
    await room.ffmpeg('-i', path('plain.mp4'), ...late, path('late.mkv'));
    const film = await shown('late.mkv');
    expect(film.numbers).toEqual(counting(0, 48));
    const sound = await heard(room, film.file);
    expect(sound.slice(24_000, 48_000).some((sample) => Math.abs(sample) > 0.05)).toBe(true);
  });
});

describe('which tracks', () => {
  test('a cover before the film is not the film', async () => {
    await room.ffmpeg('-f', 'lavfi', '-i', 'color=c=red:s=64x64', '-frames:v', '1', path('cover.jpg'));
    const tracks = ['-map', '0:v', '-map', '1:v', '-map', '1:a', '-c', 'copy'];
    for (const ending of ['mkv', 'mp4']) {
      await room.ffmpeg('-i', path('cover.jpg'), '-i', path('plain.mp4'), ...tracks, path(`cover.${ending}`));
      expect((await shown(`cover.${ending}`)).numbers).toEqual(counting(0, 48));
    }
  });

  test('a cover that is told of before the tracks is not the film, copied or encoded', async () => {
    const picture = ['-f', 'lavfi', '-i', 'color=c=red:s=64x64', '-frames:v', '1', '-c:v', 'mjpeg'];
    await room.ffmpeg(...picture, '-pix_fmt', 'yuvj420p', path('told.jpg'));
    const cover = await readFile(path('told.jpg'));
    await room.ffmpeg('-i', path('plain.mp4'), '-c:v', 'mpeg4', '-q:v', '2', path('coded.mp4'));
    for (const name of ['plain.mp4', 'coded.mp4']) {
      await writeFile(path(`told-${name}`), coverFirst(await readFile(path(name)), cover));
      expect((await shown(`told-${name}`)).numbers).toEqual(counting(0, 48));
    }
  });

  test('QuickTime of older cameras, which names no brand', async () => {
    const codings = { old: ['-c', 'copy'], photo: ['-c:v', 'mjpeg', '-q:v', '2', '-c:a', 'pcm_u8'] };
    for (const [name, coding] of Object.entries(codings)) {
      await room.ffmpeg('-i', path('plain.mp4'), ...coding, path(`${name}.mov`));
      const bytes = await readFile(path(`${name}.mov`));
      bytes.write('wide', 4, 'latin1');
      await writeFile(path(`${name}.mov`), bytes);
      expect((await shown(`${name}.mov`)).numbers).toEqual(counting(0, 48));
    }
  });

  test.each(['mkv', 'mp4', 'mov'])('the default ones are shown and heard, in %s', async (ending) => {
    const name = `default.${ending}`;
    const other = [
      ...['-f', 'lavfi', '-i', 'color=s=160x96:r=24:d=2'],
      ...['-f', 'lavfi', '-i', 'anullsrc', '-t', '2'],
    ];
    const tracks = [
      ...['-map', '1:v', '-map', '0:v', '-map', '2:a', '-map', '0:a'],
      ...['-pix_fmt', 'yuv420p', '-bf', '0', '-c:a', 'aac'],
    ];
    const marks = ['v:0', 'v:1', 'a:0', 'a:1'].flatMap((one) => [
      `-disposition:${one}`,
      one.endsWith('1') ? 'default' : '0',
    ]);
    await room.ffmpeg('-i', path('plain.mp4'), ...other, ...tracks, ...marks, path(name));
    if (ending !== 'mkv')
      await changeTracks(path(name), path(name), (track, header) => {
        header.writeUInt8(track % 2 === 1 ? 3 : 2, 3);
        return undefined;
      });
    const film = await shown(name);
    expect(film.numbers).toEqual(counting(0, 48));
    expect((await heard(room, film.file)).some((sample) => Math.abs(sample) > 0.05)).toBe(true);
  });
});

describe('how pictures are shown', () => {
  test('pixels whose shape only the stream tells', async () => {
    const narrow = ['-vf', 'scale=80:96', '-x264-params', 'sar=2/1'];
    await room.ffmpeg('-i', path('plain.mp4'), ...narrow, path('narrow.mp4'));
    const bytes = await readFile(path('narrow.mp4'));
    bytes.write('free', bytes.indexOf('pasp'), 'latin1');
    await writeFile(path('narrow.mp4'), bytes);
    const film = await shown('narrow.mp4');
    expect(film.facts).toMatchObject({ size: { width: 160, height: 96 } });
    expect(film.numbers).toEqual(counting(0, 48));
    await room.ffmpeg('-i', path('narrow.mp4'), '-c', 'copy', path('narrow.mov'));
  });

  test.each([
    ['of its own', 80, 96],
    ['that fits the last block', 90, 90],
  ])('an index with a height %s is heeded as far as decoders do', async (_, said, height) => {
    const bytes = await readFile(path('plain.mp4'));
    bytes.writeUInt16BE(said, bytes.indexOf('avc1', bytes.indexOf('stsd')) + 4 + 26);
    await writeFile(path('said.mp4'), bytes);
    const film = await shown('said.mp4', { width: 160, height });
    expect(film.facts).toMatchObject({ size: { width: 160, height } });
    if (height === 96) expect(film.numbers).toEqual(counting(0, 48));
  });

  test('footage of standard definition is as bright scaled down as it was', async () => {
    const grey = 'color=black:s=320x192:r=24,format=yuv420p,geq=lum=120:cb=128:cr=128';
    await room.ffmpeg('-f', 'lavfi', '-i', grey, '-frames:v', '4', '-qp', '4', path('grey.mp4'));
    const { file } = await shown('grey.mp4', { width: 160, height: 96 });
    const raw = ['-frames:v', '1', '-pix_fmt', 'yuv420p', '-f', 'rawvideo', '-'];
    const { stdout } = await ffmpegOf(room.room.tools, ['-i', file, ...raw]);
    const brightness = stdout.subarray(0, 160 * 96);
    const mean = brightness.reduce((sum, value) => sum + value, 0) / brightness.length;
    expect(Math.abs(mean - 120)).toBeLessThan(0.6);
  });

  test.each(['webm', 'mp4', 'ivf'])(
    "full range becomes the film's, at its own size and another, in %s",
    async (ending) => {
      const light =
        'color=black:s=160x96:r=24,format=yuv420p,geq=lum=235:cb=128:cr=128,setparams=range=pc:colorspace=bt709';
      const coding = [
        '-c:v',
        'libvpx-vp9',
        '-deadline',
        'realtime',
        '-b:v',
        '2M',
        '-color_range',
        'pc',
        '-colorspace',
        'bt709',
      ];
      const name = `full.${ending}`;
      await room.ffmpeg('-f', 'lavfi', '-i', light, '-frames:v', '4', ...coding, '-strict', '-2', path(name));
      for (const width of [160, 128]) {
        const { file } = await shown(name, { width, height: width === 160 ? 96 : 76 });
        const raw = ['-frames:v', '1', '-vf', 'crop=32:32', '-pix_fmt', 'yuv420p', '-f', 'rawvideo', '-'];
        const { stdout } = await ffmpegOf(room.room.tools, ['-i', file, ...raw]);
        expect(Math.abs((stdout[16 * 32 + 16] ?? 0) - 218)).toBeLessThan(3);
      }
    },
  );

  /** From where the top left corner, the only light one, comes to where it is shown. */
  test.each([
    ['upright', [1, 0, 0, 1], 'top left'],
    ['a quarter to the right', [0, 1, -1, 0], 'top right'],
    ['half around', [-1, 0, 0, -1], 'bottom right'],
    ['a quarter to the left', [0, -1, 1, 0], 'bottom left'],
    ['mirrored', [-1, 0, 0, 1], 'top right'],
    ['upside down in a mirror', [1, 0, 0, -1], 'bottom left'],
    ['mirrored at one diagonal', [0, 1, 1, 0], 'top left'],
    ['mirrored at the other', [0, -1, -1, 0], 'bottom right'],
  ] as const)('turned: %s', async (_, matrix, corner) => {
    const light = 'color=black:s=160x96:r=24,drawbox=w=40:h=24:c=white:t=fill';
    const pictures = ['-f', 'lavfi', '-i', light, '-frames:v', '4', '-pix_fmt', 'yuv420p'];
    await room.ffmpeg(...pictures, path('corner.mp4'));
    await changeTracks(path('corner.mp4'), path('turned.mp4'), (_, header) => {
      setMatrix(header, matrix);
      return undefined;
    });
    const onItsSide = matrix[0] === 0;
    const { file, facts } = await shown('turned.mp4');
    expect(facts).toMatchObject({
      size: onItsSide ? { width: 96, height: 160 } : { width: 160, height: 96 },
    });
    const width = onItsSide ? 58 : 160;
    const { stdout } = await ffmpegOf(room.room.tools, [
      ...['-i', file, '-frames:v', '1', '-vf', `crop=${width}:96,scale=2:2:flags=area,format=gray`],
      ...['-f', 'rawvideo', '-'],
    ]);
    const corners = ['top left', 'top right', 'bottom left', 'bottom right'];
    expect(corners[stdout.indexOf(Math.max(...stdout))]).toBe(corner);
  });

  test('two fields become one picture', async () => {
    const moving =
      "color=black:s=160x96:r=48:d=1,format=yuv420p,geq=lum='if(between(X,N*3,N*3+30),235,16)':cb=128:cr=128";
    const fields = ['-vf', 'interlace=scan=tff:lowpass=off', '-flags', '+ilme+ildct'];
    const made = ['-f', 'lavfi', '-i', moving, ...fields, '-pix_fmt', 'yuv420p'];
    await room.ffmpeg(...made, '-crf', '12', '-x264opts', 'tff=1', path('fields.mp4'));
    await room.ffmpeg(...made, '-c:v', 'mpeg2video', '-q:v', '2', path('fields.mov'));
    for (const name of ['fields.mp4', 'fields.mov']) {
      const { file } = await shown(name);
      const select = ['-vf', 'trim=start_frame=12,format=gray', '-frames:v', '1', '-f', 'rawvideo', '-'];
      const { stdout } = await ffmpegOf(room.room.tools, ['-i', file, ...select]);
      const combed = [...stdout.subarray(0, 95 * 160)].filter(
        (grey, at) => Math.abs(grey - (stdout[at + 160] ?? 0)) > 100,
      );
      expect(combed.length / 95).toBeLessThan(0.5);
    }
  });
});

describe('what changes or breaks on the way', () => {
  test('headers that change are not copied into the film, nor what follows them', async () => {
    const half = (from: number, preset: string, to: string) =>
      room.ffmpeg(
        ...[
          '-i',
          path('plain.mp4'),
          '-vf',
          `trim=start_frame=${from}:end_frame=${from + 24},setpts=PTS-STARTPTS`,
        ],
        ...['-an', '-preset', preset, '-bf', '0', '-g', '12', '-f', 'h264', path(to)],
      );
    await half(0, 'veryfast', 'a.h264');
    await half(24, 'ultrafast', 'b.h264');
    const joined = Buffer.concat([await readFile(path('a.h264')), await readFile(path('b.h264'))]);
    await writeFile(path('joined.h264'), joined);
    await room.ffmpeg('-r', '24', '-i', path('joined.h264'), '-c', 'copy', path('joined.mp4'));
    const joint = await room.own('joined.mp4');
    const plain = await room.own('plain.mp4');
    const { file } = await room.cut(
      filmOf([
        { footage: joint, frames: 48 },
        { footage: plain, frames: 24 },
        { footage: joint, frames: 12, sourceStart: 30 },
      ]),
    );
    expect(await numbers(room, file)).toEqual([...counting(0, 48), ...counting(0, 24), ...counting(30, 12)]);
    expect(await complaints(room, file)).toBe('');
  });

  test.each([
    ['is copied', 160],
    ['has another size', 128],
  ])('damage in the middle of footage that %s is told, and the rest is used', async (_, width) => {
    await room.ffmpeg('-i', path('plain.mp4'), '-an', '-c', 'copy', path('silent.mp4'));
    const bytes = await readFile(path('silent.mp4'));
    const at = bytes.indexOf('mdat') + Math.floor((bytes.indexOf('moov') - bytes.indexOf('mdat')) / 2);
    for (let i = 0; i < 200; i++) bytes[at + i] = (7 * i + 3) % 256;
    await writeFile(path('damaged.mp4'), bytes);
    const film = await shown('damaged.mp4', { width, height: 96 });
    const told = { severity: 'warning', code: 'partly-damaged', segment: 'segment-1' };
    expect(film.told.map(({ code, severity, segment }) => ({ code, severity, segment }))).toContainEqual(
      told,
    );
    expect(await complaints(room, film.file)).toBe('');
    expect(await frameHashes(room, film.file)).toHaveLength(48);
    if (width === 160) expect(film.numbers.slice(0, 12)).toEqual(counting(0, 12));
  });

  test.each([
    ['avi', ['-c:v', 'mjpeg', '-q:v', '2', '-c:a', 'pcm_s16le']],
    ['mxf', ['-c:v', 'mpeg2video', '-q:v', '2', '-c:a', 'pcm_s16le', '-ar', '48000']],
  ] as const)('nothing where some of %s was is told', async (ending, args) => {
    await room.ffmpeg('-i', path('plain.mp4'), ...args, path(`full.${ending}`));
    const bytes = await readFile(path(`full.${ending}`));
    // Between two pictures and over a few: what is left of any is whole.
    const key =
      ending === 'avi' ? '00dc' : '\\x06\\x0e\\x2b\\x34\\x01\\x02\\x01\\x01\\x0d\\x01\\x03\\x01\\x15';
    const parts = [...bytes.toString('latin1').matchAll(new RegExp(key, 'g'))].map(({ index }) => index);
    await writeFile(path(`gone.${ending}`), bytes.fill(0, parts[20], parts[25]));
    const codes = async (name: string) => (await shown(name)).told.map(({ code }) => code);
    expect(await codes(`gone.${ending}`)).toContain('partly-damaged');
    expect(await codes(`full.${ending}`)).toEqual([]);
  });

  test('damage in a container that is encoded is told, and the rest is used', async () => {
    const args = ['-an', '-c:v', 'mpeg4', '-q:v', '2', '-g', '12'];
    await room.ffmpeg('-i', path('plain.mp4'), ...args, path('whole.avi'));
    const bytes = await readFile(path('whole.avi'));
    // Whole pictures are longer than changes. Each has a head of its own, which stays.
    for (let at = bytes.indexOf('movi') + 4; bytes.toString('latin1', at, at + 4) === '00dc'; ) {
      const length = bytes.readUInt32LE(at + 4);
      if (length > 100) bytes.fill(0xa5, at + 38, at + 8 + length);
      at += 8 + length + (length % 2);
    }
    await writeFile(path('damaged.avi'), bytes);
    const codes = async (name: string) => (await shown(name)).told.map(({ code }) => code);
    expect(await codes('damaged.avi')).toContain('partly-damaged');
    expect(await codes('whole.avi')).toEqual([]);
  });
});

describe('sound', () => {
  /** As programs leave it that can't go back to the header: its sizes are unknown. */
  const piped = (size: number): Buffer => {
    const bytes = wav(300, 1.5);
    bytes.writeUInt32LE(size, 4);
    bytes.writeUInt32LE(size, 40);
    return bytes;
  };

  test.each([0, 0xffff_ffff, 0x7fff_f000])('a WAV of %i bytes that was written to a pipe', async (size) => {
    await writeFile(path('piped.wav'), piped(size));
    const absolute = path('piped.wav');
    const read = await readAsset(absolute);
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.facts).toEqual({ kind: 'audio', seconds: 1.5 });
    const footage = await room.own('plain.mp4');
    const film = filmOf([{ footage, frames: 48 }], { keepSound: false });
    const file = { path: 'piped.wav', absolute, ...read.value };
    const music = { file, volume: 0, duck: false, fadeIn: 0, fadeOut: 0 };
    const cut = await room.cut({ ...film, sound: { ...film.sound, music } });
    expect(room.events.filter(({ type }) => type === 'notice')).toEqual([]);
    expect((await heard(room, cut.file)).some((sample) => Math.abs(sample) > 0.05)).toBe(true);
  });
});
