import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Film } from '../../../src/stitch/cutting-room.ts';
import { limit, limiterReach } from '../../../src/stitch/sound/limiter.ts';
import { LoudnessMeter } from '../../../src/stitch/sound/loudness-meter.ts';
import { type Passage, windowOf } from '../../../src/stitch/sound/passage.ts';
import { type Master, play } from '../../../src/stitch/sound/play.ts';
import { factorOf } from '../../../src/stitch/sound/raw.ts';
import { PeakMeter } from '../../../src/stitch/sound/true-peak.ts';
import { cuttingRoom, filmOf, heard, type TestRoom } from '../room.ts';
import { ebur128, levelOf, lufs } from './hearing.ts';

let room: TestRoom;
beforeAll(async () => {
  room = await cuttingRoom();
});
afterAll(() => room.remove());

const fps = 6;
const noise = (colour: string, amplitude: number): string =>
  `anoisesrc=c=${colour}:r=48000:a=${amplitude}:seed=7`;

/** A graph's sound as a file of fractions of full scale, and those. */
async function made(name: string, graph: string, seconds: number) {
  const file = join(room.folder, `${name}.wav`);
  const raw = join(room.folder, `${name}.f32`);
  const both = [['-c:a', 'pcm_f32le', file] as const, ['-f', 'f32le', raw] as const];
  await room.ffmpeg(
    ...['-f', 'lavfi', '-t', String(seconds), '-i', graph],
    ...both.flatMap((output) => ['-ac', '2', ...output]),
  );
  const bytes = await readFile(raw);
  return {
    file,
    sound: new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)),
  };
}

const loudnessOf = (...blocks: readonly Float32Array[]): number | undefined => {
  const meter = new LoudnessMeter();
  for (const block of blocks) meter.add(block);
  return meter.integrated();
};

const peakOf = (sound: Float32Array): number => {
  const meter = new PeakMeter();
  meter.add(sound);
  return meter.peak();
};

/** Seconds of a sound that is measured. */
const long = 9;

const sounds = {
  'pink noise': noise('pink', 0.3),
  'white noise on one side': "aevalsrc='0.2*random(0)|0':s=48000",
  'a low tone': "aevalsrc='0.5*sin(2*PI*50*t)|0.4*sin(2*PI*60*t)':s=48000",
  // Where it began and ended at once, either meter would see an edge of its own.
  'a high tone': `aevalsrc='min(1,min(t,${long}-t))*0.1*sin(2*PI*9000*t)|0':s=48000`,
  'words and pauses': "aevalsrc='if(lt(mod(t,3),1.3),0.3,0.0005)*sin(2*PI*400*t)|0':s=48000",
  'loud after quiet': `aevalsrc='0.9*pow(t/${long},4)*random(0)|0.9*pow(t/${long},4)*random(1)':s=48000`,
};

describe('the meter', () => {
  test.each(Object.entries(sounds))("agrees with ffmpeg's about %s", async (name, graph) => {
    const { file, sound } = await made(name.replaceAll(' ', '-'), graph, long);
    const theirs = await ebur128(room, file);
    expect(Math.abs((loudnessOf(sound) ?? 0) - theirs.loudness)).toBeLessThan(0.1);
    expect(Math.abs(peakOf(sound) - theirs.peak)).toBeLessThan(0.2);
  });

  test('measures the standard tone as the standard says', () => {
    const tone = new Float32Array(2 * 5 * 48_000).map((_, i) =>
      i % 2 === 0 ? Math.sin((2 * Math.PI * 997 * (i / 2)) / 48_000) : 0,
    );
    expect(loudnessOf(tone)).toBeCloseTo(-3.01, 1);
  });

  test('has no loudness for silence, nor for less than 400 ms', async () => {
    expect(loudnessOf(new Float32Array(480_000))).toBeUndefined();
    expect(loudnessOf(new Float32Array(2 * 19_199).fill(0.5))).toBeUndefined();
  });

  test('measures what is twice as loud so, in whatever blocks it comes', async () => {
    const { sound } = await made('property', noise('pink', 0.2), 1.5);
    const whole = loudnessOf(sound) ?? 0;
    fc.assert(
      fc.property(
        fc.double({ min: -20, max: 10, noNaN: true }),
        fc.integer({ min: 1, max: sound.length / 2 - 1 }),
        (gain, cut) => {
          const factor = factorOf(gain);
          const turned = sound.map((sample) => sample * factor);
          const parts = [turned.subarray(0, 2 * cut), turned.subarray(2 * cut)];
          expect(loudnessOf(...parts)).toBeCloseTo(whole + gain, 3);
        },
      ),
      { numRuns: 15 },
    );
  });
});

test('nothing passes the limiter, and what is far from a peak is not touched', () => {
  const peaks = fc.array(
    fc.record({
      at: fc.integer({ min: 3000, max: 17_000 }),
      high: fc.float({ min: 0.5, max: 4, noNaN: true }),
      width: fc.integer({ min: 1, max: 60 }),
    }),
    { minLength: 1, maxLength: 4 },
  );
  const quiet = new Float32Array(2 * 20_000).map((_, i) => 0.3 * Math.sin(i / 31));
  fc.assert(
    fc.property(peaks, (list) => {
      const sound = quiet.slice();
      for (const { at, high, width } of list) {
        for (let i = -3 * width; i <= 3 * width; i++) {
          sound[2 * (at + i)] = (sound[2 * (at + i)] ?? 0) + high * Math.exp(-((i / width) ** 2));
        }
      }
      const before = sound.slice();
      limit(sound, 0.8);
      expect(peakOf(sound)).toBeLessThan(20 * Math.log10(0.8) + 0.1);
      const near = (i: number): boolean =>
        list.some(({ at, width }) => Math.abs((i >> 1) - at) < limiterReach + 3 * width);
      expect(sound.every((sample, i) => near(i) || sample === before[i])).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('a stretch of a film is the same samples, whatever else is rendered along with it', async () => {
  const { file } = await made('stretch', noise('pink', 0.9), 4);
  const kept = join(room.folder, 'stretch.pcm');
  await room.ffmpeg('-i', file, '-f', 's16le', kept);
  const length = 3 * 48_000;
  const master: Master = { gain: 6, ceiling: -2 };
  const { signal } = new AbortController();
  const sample = fc.integer({ min: 0, max: length });
  const span = fc
    .tuple(sample, sample)
    .map(([a, b]) => ({ begin: Math.min(a, b), end: Math.max(a, b) + 200 }));
  const passage: fc.Arbitrary<Passage> = fc
    .record({
      file: fc.constant(kept),
      span,
      from: fc.integer({ min: 0, max: 40_000 }),
      gain: fc.integer({ min: -12, max: 6 }),
      dips: fc.array(span, { maxLength: 2 }),
    })
    .map(({ span: { begin, end }, ...rest }) => ({
      ...rest,
      start: begin,
      end,
      ramps: [
        { kind: 'rise', begin, end: begin + 150 },
        { kind: 'fall', begin: Math.floor((begin + end) / 2), end },
      ],
    }));
  const rendered = async (
    passages: readonly Passage[],
    begin: number,
    end: number,
  ): Promise<Float32Array> => {
    const samples = new Float32Array(2 * (end - begin));
    let at = 0;
    for await (const block of play(passages, master, begin, end, signal)) {
      samples.set(block, at);
      at += block.length;
    }
    expect(at).toBe(samples.length);
    return samples;
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(passage, { minLength: 1, maxLength: 3 }),
      span,
      async (passages, { begin, end }) => {
        const last = Math.min(end, begin + 30_000);
        const whole = await rendered(passages, 0, length);
        const alone = windowOf(passages, begin - limiterReach, last + limiterReach);
        const stretch = await rendered(alone, limiterReach, limiterReach + last - begin);
        const wanted = whole.subarray(2 * begin, 2 * last);
        expect(wanted.every((value, at) => Object.is(value, stretch[at]))).toBe(true);
      },
    ),
    { numRuns: 20 },
  );
});

const loud = (film: Film, loudness: number): Film => ({ ...film, sound: { ...film.sound, loudness } });

/** Shots of 5 s each. */
async function shotsOf(...graphs: readonly string[]): Promise<Film> {
  const frames = 5 * fps;
  const shots = [];
  for (const audio of graphs) shots.push({ footage: await room.clip({ frames, fps, audio }), frames });
  return filmOf(shots, { fps });
}

const notices = () =>
  room.events.flatMap((event) => (event.type === 'notice' ? [event.diagnostic.code] : []));

describe('a film with a loudness', () => {
  test.each([-14, -23])(
    'is at %d LUFS, below −1 dBTP, and its clips are as loud as each other',
    async (target) => {
      const film = await shotsOf(noise('pink', 0.15), sounds['words and pauses'], noise('brown', 0.9));
      const { file } = await room.cut(loud(film, target));
      const { loudness, peak } = await ebur128(room, file);
      expect(Math.abs(loudness - target)).toBeLessThanOrEqual(0.5);
      expect(peak).toBeLessThanOrEqual(-1);
      const levels = [
        await lufs(room, file, 0, 5),
        await lufs(room, file, 5, 10),
        await lufs(room, file, 10, 15),
      ];
      expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(1);
      expect(notices()).toEqual([]);
    },
  );

  test('with a clip that is all but silent leaves that as it is', async () => {
    const film = await shotsOf(noise('pink', 0.1), noise('pink', 0.0005));
    const { file } = await room.cut(loud(film, -20));
    expect(await lufs(room, file, 5, 10)).toBeLessThan(-55);
  });

  test('may be silent for minutes', async () => {
    const fps = 4;
    const frames = 160 * fps;
    const noisy = await room.clip({ frames: 5 * fps, fps, audio: noise('pink', 0.1) });
    const silent = await room.clip({ frames, fps });
    const shots = [
      { footage: noisy, frames: 5 * fps },
      { footage: silent, frames },
    ];
    const { file } = await room.cut(loud(filmOf(shots, { fps }), -20));
    // Silence has no part in the loudness, and takes ffmpeg's meter the longest.
    expect(Math.abs((await lufs(room, file, 0, 6)) + 20)).toBeLessThanOrEqual(0.5);
    expect(levelOf(await heard(room, file), 5.1, 165)).toBeLessThan(-100);
  });

  test('keeps its peaks when AAC would raise them', async () => {
    const film = await shotsOf(noise('white', 0.8));
    const { file } = await room.cut(loud(film, -8));
    const { loudness, peak } = await ebur128(room, file);
    expect(peak).toBeLessThanOrEqual(-1);
    expect(Math.abs(loudness + 8)).toBeLessThanOrEqual(0.5);
  });

  test('that its peaks make impossible says how loud it is', async () => {
    const film = await shotsOf("aevalsrc='if(lt(mod(t,0.5),0.001),0.9,0)':s=48000");
    const { file } = await room.cut(loud(film, -9));
    const { loudness, peak } = await ebur128(room, file);
    expect(loudness).toBeLessThan(-10);
    expect(peak).toBeLessThanOrEqual(-1);
    expect(notices()).toEqual(['loudness-missed']);
    const [told] = room.events.flatMap((event) => (event.type === 'notice' ? [event.diagnostic] : []));
    const advised = Number(/`loudness: (-[\d.]+) LUFS`/.exec(told?.help ?? '')?.[1]);
    expect(advised).toBeLessThan(-9);
    await room.cut(loud(film, advised));
    expect(notices()).toEqual([]);
    expect(Math.abs((await lufs(room, file)) - advised)).toBeLessThanOrEqual(0.5);
  });
});
