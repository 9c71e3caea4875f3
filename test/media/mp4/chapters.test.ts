import { execFile } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chapterTrack, type Mp4Chapter } from '../../../src/media/mp4/chapters.ts';
import { samplesOf } from '../../../src/media/mp4/sample-source.ts';
import { writeMp4 } from '../../../src/media/mp4/write-mp4.ts';
import { readFootage } from '../../../src/media/read-footage.ts';
import { anyCharacter } from '../../rig/any-character.ts';
import { type Samples, samples } from '../../rig/samples.ts';
import { ffprobe } from '../../rig/tools.ts';

const run = promisify(execFile);
const frames = 48;
let here: Samples;
beforeAll(async () => {
  here = await samples();
  const colour = ['-f', 'lavfi', '-i', 'testsrc=s=128x72:r=24', '-frames:v', String(frames)];
  await here.ffmpeg(...colour, '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-bf', '0', 'plain.mp4');
});
afterAll(() => here.remove());

/** The plain film with chapters; its path. */
async function filmWith(chapters: readonly Mp4Chapter[], name: string): Promise<string> {
  const avc = (await readFootage(here.path('plain.mp4')))?.avc;
  if (!avc) throw new Error('no picture');
  const { avcC, sizes } = avc;
  const times = { timescale: 24, step: 1, lastStep: 1, skip: 0, duration: frames };
  const order = { keys: [0], delays: new Uint16Array(frames) };
  const size = { width: 128, height: 72 };
  const bytes = samplesOf([{ file: here.path('plain.mp4'), samples: avc, index: 0, count: frames }]);
  const handle = await open(here.path(name), 'w');
  await writeMp4(handle, [{ track: { kind: 'picture', size, avcC, sizes, ...times, ...order }, bytes }], {
    title: 'A film',
    chapters,
  }).finally(() => handle.close());
  return here.path(name);
}

/** As ffprobe lists them. */
async function listed(file: string) {
  const said = await ffprobe(...['-v', 'error', '-of', 'json', '-show_chapters', '-show_streams', file]);
  return JSON.parse(said) as {
    chapters: { start_time: string; end_time: string; tags?: { title?: string } }[];
    streams: { codec_type: string; disposition: { default: number } }[];
  };
}

test('chapters are listed by name and time, and the film plays as it did', async () => {
  const chapters = [
    { title: 'Arrival: a "gate"', start: 0 },
    { title: 'مرحبا 🎬', start: 0.5 },
    { title: 'Last', start: 1.25 },
  ];
  const film = await filmWith(chapters, 'chapters.mp4');
  const found = await listed(film);
  expect(found.chapters).toMatchObject([
    { start_time: '0.000000', end_time: '0.500000', tags: { title: 'Arrival: a "gate"' } },
    { start_time: '0.500000', end_time: '1.250000', tags: { title: 'مرحبا 🎬' } },
    { start_time: '1.250000', end_time: '2.000000', tags: { title: 'Last' } },
  ]);
  expect(found.streams).toMatchObject([
    { codec_type: 'video', disposition: { default: 1 } },
    { codec_type: 'data', disposition: { default: 0 } },
  ]);
  const { stderr } = await run(here.tools.ffmpeg.path, ['-v', 'warning', '-i', film, '-f', 'null', '-']);
  expect(stderr).toBe('');
  const bytes = await readFile(film);
  expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
  expect(await readFile(await filmWith(chapters, 'again.mp4'))).toEqual(bytes);
});

test('more chapters than a list can count, and titles of nothing that can be shown', async () => {
  const chapters = Array.from({ length: 300 }, (_, i) => ({ title: '\n\u0007', start: i / 200 }));
  expect((await listed(await filmWith(chapters, 'many.mp4'))).chapters).toHaveLength(300);
});

test('any title becomes one line of whole characters, and 255 bytes at most', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 400 }), (title) => {
      const [sample = new Uint8Array()] = chapterTrack([{ title, start: 0 }], 1).samples;
      const length = (sample[0] ?? 0) * 256 + (sample[1] ?? 0);
      const shown = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
        sample.subarray(2, 2 + length),
      );
      expect(length).toBeLessThanOrEqual(255);
      expect(shown).not.toMatch(/\p{Cc}|\u2028|\u2029/u);
      const line = title.replace(/\p{Cc}+|[\u2028\u2029]+/gu, ' ').trim();
      const asked = Buffer.from(line).toString();
      expect(asked.startsWith(shown)).toBe(true);
      // No more is cut than has to be.
      if (shown !== asked) expect(length).toBeGreaterThan(251);
    }),
  );
});
