import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import type { Asset } from '../../../src/core/footage.ts';
import type { TimelineCue } from '../../../src/planner/plan.ts';
import type { Film } from '../../../src/stitch/cutting-room.ts';
import type { Volume } from '../../../src/storyboard/model.ts';
import { cuttingRoom, filmOf, heard, type TestRoom } from '../room.ts';
import { levelOf, lufs, steepest, toneIn } from './hearing.ts';

let room: TestRoom;
beforeEach(async () => {
  room = await cuttingRoom();
});
afterEach(() => room.remove());

const fps = 6;
const tone = (hertz: number, amplitude = 0.5): string =>
  `aevalsrc='${amplitude}*sin(2*PI*${hertz}*t)|${amplitude}*sin(2*PI*${hertz}*t)':s=48000`;
/** One tone in the first second, another in the second, and so on. */
const note = '0.5*sin(2*PI*(300+100*floor(t))*t)';
const scale = `aevalsrc='${note}|${note}':s=48000`;
const full = 20 * Math.log10(0.5);

async function recording(name: string, graph: string, seconds: number): Promise<Asset> {
  await room.ffmpeg('-f', 'lavfi', '-t', String(seconds), '-i', graph, join(room.folder, name));
  return (await room.own(name)).file;
}

async function silentFilm(seconds: number, cues: readonly TimelineCue[]): Promise<Film> {
  const frames = seconds * fps;
  const film = filmOf([{ footage: await room.clip({ frames, fps }), frames }], { fps });
  return { ...film, timeline: { ...film.timeline, cues } };
}

const cue = (file: Asset, start: number, more: Partial<TimelineCue> = {}): TimelineCue => ({
  ...{ file, start: start * fps, from: 0, volume: 0, duck: false, fadeIn: 0, fadeOut: 0 },
  ...more,
});

const hear = async (film: Film): Promise<Float32Array> => heard(room, (await room.cut(film)).file);

describe('a cue', () => {
  it('is heard from its moment on, from its in-point to its out-point, at its volume', async () => {
    const file = await recording('scale.wav', scale, 5);
    const samples = await hear(await silentFilm(6, [cue(file, 1, { from: 2, to: 4, volume: -6 })]));
    expect(levelOf(samples, 0, 0.98)).toBeLessThan(-70);
    expect(toneIn(samples, 500, 1.1, 1.9)).toBeCloseTo(full - 6, 0);
    expect(toneIn(samples, 600, 2.1, 2.9)).toBeCloseTo(full - 6, 0);
    expect(levelOf(samples, 3.05, 6)).toBeLessThan(-70);
  });

  it('is heard to its recording’s end, together with others', async () => {
    const low = await recording('low.wav', tone(300, 0.2), 2);
    const high = await recording('high.wav', tone(900, 0.2), 2);
    const samples = await hear(await silentFilm(5, [cue(low, 0.5), cue(high, 1.5), cue(low, 3)]));
    const heardAt = (hertz: number, from: number) => toneIn(samples, hertz, from, from + 0.5) > -20;
    expect([0.6, 1.7, 2.6, 3.2, 4.4].map((from) => heardAt(300, from))).toEqual([
      true,
      true,
      false,
      true,
      true,
    ]);
    expect([0.6, 1.7, 2.6, 3.6].map((from) => heardAt(900, from))).toEqual([false, true, true, false]);
  });

  it('fades in and out; at the film’s end where it is longer', async () => {
    const file = await recording('long.wav', tone(440), 20);
    const samples = await hear(await silentFilm(6, [cue(file, 1, { fadeIn: 2, fadeOut: 2 })]));
    expect(toneIn(samples, 440, 1.98, 2.02)).toBeCloseTo(full - 3, 0);
    expect(toneIn(samples, 440, 3.2, 3.8)).toBeCloseTo(full, 0);
    expect(toneIn(samples, 440, 4.98, 5.02)).toBeCloseTo(full - 3, 0);
    expect(levelOf(samples, 5.98, 6)).toBeLessThan(full - 30);
  });

  it('that begins before the film is heard from there on, without a click', async () => {
    const file = await recording('scale.wav', scale, 5);
    const samples = await hear(await silentFilm(4, [cue(file, -1, { from: 1 })]));
    expect(toneIn(samples, 500, 0.1, 0.9)).toBeCloseTo(full, 0);
    expect(steepest(samples, 0, 0.02)).toBeLessThan(0.1);
    expect(levelOf(samples, 3.05, 4)).toBeLessThan(-70);
  });

  it('is found however far into its recording it begins', async () => {
    const after = 'if(gt(t,990),0.5*sin(2*PI*440*t),0)';
    const late = `aevalsrc='${after}|${after}':s=8000`;
    const file = await recording('show.wav', late, 1000);
    const samples = await hear(await silentFilm(3, [cue(file, 0, { from: 989, to: 992 })]));
    expect(levelOf(samples, 0.1, 0.9)).toBeLessThan(-70);
    expect(toneIn(samples, 440, 1.1, 2.9)).toBeCloseTo(full, 0);
  });

  it('makes room for a voice where it is to, and there only', async () => {
    const [bed, voice] = [
      await recording('bed.wav', tone(300), 10),
      await recording('voice.wav', tone(900), 2),
    ];
    const at = async (duck: boolean): Promise<Float32Array> => {
      const film = await silentFilm(9, [cue(bed, 0, { duck })]);
      const narration = [{ file: voice, start: 3 * fps, volume: 0 }];
      return hear({ ...film, timeline: { ...film.timeline, narration } });
    };
    const ducked = await at(true);
    expect(toneIn(ducked, 300, 0.5, 2.5)).toBeCloseTo(full, 0);
    expect(toneIn(ducked, 300, 3.3, 4.7)).toBeCloseTo(full - 12, 0);
    expect(toneIn(ducked, 300, 6.5, 8.5)).toBeCloseTo(full, 0);
    expect(toneIn(await at(false), 300, 3.3, 4.7)).toBeCloseTo(full, 0);
  });

  it('that is changed has the film cut again, and one that is not does not', async () => {
    const file = await recording('scale.wav', scale, 5);
    const film = await silentFilm(3, [cue(file, 1)]);
    await room.cut(film);
    const works = () => room.events.some(({ type }) => type === 'stitch-started');
    await room.cut(film);
    expect(works()).toBe(false);
    await room.cut({ ...film, timeline: { ...film.timeline, cues: [cue(file, 1, { volume: -3 })] } });
    expect(works()).toBe(true);
  });

  it('gives a film sound whose footage is silent', async () => {
    const file = await recording('scale.wav', scale, 5);
    const film = await silentFilm(2, [cue(file, 0)]);
    const samples = await hear({ ...film, sound: { keep: false } });
    expect(toneIn(samples, 300, 0.1, 0.9)).toBeCloseTo(full, 0);
  });
});

describe('a segment’s volume', () => {
  /** Two seconds each, one tone after the other. */
  async function film(volumes: readonly (Volume | undefined)[], loudness?: number): Promise<Film> {
    const frames = 2 * fps;
    const shots = await Promise.all(
      volumes.map(async (volume, i) => ({
        footage: await room.clip({ frames, fps, audio: tone(300 * (i + 1)), ending: `${i}.mp4` }),
        frames,
        ...(volume !== undefined && { volume }),
      })),
    );
    const made = filmOf(shots, { fps });
    return loudness === undefined ? made : { ...made, sound: { ...made.sound, loudness } };
  }

  it('is of its own sound, and of no other', async () => {
    const samples = await hear(await film([undefined, -12, 'mute', 3]));
    expect(toneIn(samples, 300, 0.2, 1.8)).toBeCloseTo(full, 0);
    expect(toneIn(samples, 600, 2.2, 3.8)).toBeCloseTo(full - 12, 0);
    expect(levelOf(samples, 4.05, 5.95)).toBeLessThan(-60);
    expect(toneIn(samples, 1200, 6.2, 7.8)).toBeCloseTo(full + 3, 0);
  });

  it('holds relative to what clips are levelled to', async () => {
    const { file } = await room.cut(await film([undefined, -10], -20));
    const [first, second] = [await lufs(room, file, 0, 2), await lufs(room, file, 2, 4)];
    expect(first - second).toBeCloseTo(10, 0);
  });
});

test('a muted segment in which somebody speaks makes nothing sink', async () => {
  const frames = 4 * fps;
  const bed = await recording('bed.wav', tone(300), 10);
  const footage = await room.clip({ frames, fps, audio: tone(900) });
  const at = (volume: Volume): Film => {
    const film = filmOf([{ footage, frames, speaks: true, volume }], { fps });
    return { ...film, timeline: { ...film.timeline, cues: [cue(bed, 0, { duck: true })] } };
  };
  expect(toneIn(await hear(at(0)), 300, 1, 3)).toBeCloseTo(full - 12, 0);
  expect(toneIn(await hear(at('mute')), 300, 1, 3)).toBeCloseTo(full, 0);
});
