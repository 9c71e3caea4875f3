import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Asset } from '../../../src/core/footage.ts';
import type { Film, Soundtrack } from '../../../src/stitch/cutting-room.ts';
import { sampleAt } from '../../../src/stitch/sound/raw.ts';
import { cuttingRoom, filmOf, heard, probed, type TestRoom } from '../room.ts';
import { levelOf, steepest, toneIn } from './hearing.ts';

let room: TestRoom;
beforeEach(async () => {
  room = await cuttingRoom();
});
afterEach(() => room.remove());

const fps = 6;
const noise = (seed: number): string => `anoisesrc=c=pink:r=48000:a=0.5:seed=${seed}`;
const wave = (hertz: number, amplitude: number): string =>
  `aevalsrc='${amplitude}*sin(2*PI*${hertz}*t)|${amplitude}*sin(2*PI*${hertz}*t)':s=48000`;

/** A recording of so many seconds, made by a graph. */
async function recording(name: string, graph: string, seconds: number): Promise<Asset> {
  await room.ffmpeg('-f', 'lavfi', '-t', String(seconds), '-i', graph, '-ac', '2', join(room.folder, name));
  return (await room.own(name)).file;
}

/** A film of silent footage, so many seconds long. */
async function silentFilm(seconds: number): Promise<Film> {
  const frames = seconds * fps;
  return filmOf([{ footage: await room.clip({ frames, fps }), frames }], { fps });
}

const withMusic = (film: Film, music: Partial<Soundtrack['music']> & { file: Asset }): Film => ({
  ...film,
  sound: { ...film.sound, music: { volume: 0, duck: false, fadeIn: 0, fadeOut: 0, ...music } },
});

const withNarration = (film: Film, file: Asset, start: number, volume = 0): Film => ({
  ...film,
  timeline: { ...film.timeline, narration: [{ file, start, volume }] },
});

/** What is heard of a film, which has to say of its sound that it is exactly as long as its picture. */
async function hear(film: Film): Promise<Float32Array> {
  const { file } = await room.cut(film);
  const { streams } = await probed(room, file);
  const length = sampleAt(film.timeline.frames, film.timeline.fps);
  expect(Math.round(Number(streams[1]?.duration) * 48_000)).toBe(length);
  // Old decoders play the rest of the last packet, too.
  return (await heard(room, file)).subarray(0, length);
}

/** Two noises of 4 s, whose last and first 2 s overlap. */
async function overlapping(type: 'dissolve' | 'fade-to-black'): Promise<Float32Array> {
  const frames = 4 * fps;
  const transition = { type, duration: 2 };
  return hear(
    filmOf(
      [
        { footage: await room.clip({ frames, fps, audio: noise(1) }), frames, transition, overlap: 2 * fps },
        { footage: await room.clip({ frames, fps, audio: noise(2) }), frames },
      ],
      { fps },
    ),
  );
}

test('a dissolve is as loud in its middle as before and after it', async () => {
  const samples = await overlapping('dissolve');
  const before = levelOf(samples, 0.2, 1.9);
  for (const [from, to] of [
    [2.1, 2.7],
    [2.7, 3.3],
    [3.3, 3.9],
    [4.1, 5.8],
  ] as const) {
    expect(Math.abs(levelOf(samples, from, to) - before)).toBeLessThan(1);
  }
});

test('a fade through black is silent in its middle', async () => {
  const samples = await overlapping('fade-to-black');
  expect(levelOf(samples, 2.99, 3.01)).toBeLessThan(levelOf(samples, 0.2, 1.9) - 30);
  expect(levelOf(samples, 2.3, 2.5)).toBeLessThan(levelOf(samples, 2, 2.2) - 1);
  expect(Math.abs(levelOf(samples, 4.1, 5.8) - levelOf(samples, 0.2, 1.9))).toBeLessThan(1);
});

test('a fade out of the film takes its sound along', async () => {
  const frames = 4 * fps;
  const footage = await room.clip({ frames, fps, audio: wave(440, 0.5) });
  const transition = { type: 'fade-to-black', duration: 2 } as const;
  const samples = await hear(filmOf([{ footage, frames, transition, overlap: 2 * fps }], { fps }));
  const full = levelOf(samples, 0.5, 1.5);
  // A quarter of a sine: 3 dB in the middle, nothing at the end.
  expect(levelOf(samples, 2.98, 3.02)).toBeCloseTo(full - 3, 0);
  expect(levelOf(samples, 3.98, 4)).toBeLessThan(full - 35);
});

test('music is cut to the length of the film, at its volume, with its fades', async () => {
  const file = await recording('song.flac', wave(440, 0.5), 9);
  const samples = await hear(withMusic(await silentFilm(6), { file, volume: -6, fadeIn: 2, fadeOut: 1 }));
  const full = 20 * Math.log10(0.5) - 6;
  expect(toneIn(samples, 440, 2.2, 4.8)).toBeCloseTo(full, 0);
  expect(toneIn(samples, 440, 0.95, 1.05)).toBeCloseTo(full - 3, 0);
  expect(toneIn(samples, 440, 5.45, 5.55)).toBeCloseTo(full - 3, 0);
  expect(levelOf(samples, 0, 0.02)).toBeLessThan(full - 30);
  expect(levelOf(samples, 5.98, 6)).toBeLessThan(full - 30);
});

test('music that is too short is looped, and its seams are not heard', async () => {
  const file = await recording('loop.wav', noise(3), 5);
  const samples = await hear(withMusic(await silentFilm(12), { file }));
  // It comes in again at 4 s and 8 s.
  const usual = levelOf(samples, 1, 3.5);
  for (const from of [4, 4.3, 4.6, 5.5, 8, 8.3, 8.6, 10]) {
    expect(Math.abs(levelOf(samples, from, from + 0.4) - usual)).toBeLessThan(1.5);
  }
  expect(steepest(samples, 3.9, 5.1)).toBeLessThan(1.5 * steepest(samples, 1, 2.2));
});

test('music makes room for narration while it is spoken, and comes back', async () => {
  const music = await recording('song.wav', wave(1000, 0.25), 14);
  // A second of nothing, two of speech, five of nothing.
  const voice = "aevalsrc='if(between(t,1,3),0.3*sin(2*PI*300*t),0)':s=48000";
  const film = withNarration(await silentFilm(14), await recording('voice.wav', voice, 8), 4 * fps);
  const samples = await hear(withMusic(film, { file: music, duck: true }));
  const full = toneIn(samples, 1000, 1, 3);
  expect(toneIn(samples, 1000, 4, 4.7)).toBeCloseTo(full, 0);
  expect(toneIn(samples, 1000, 5.1, 6.9)).toBeCloseTo(full - 12, 0);
  expect(toneIn(samples, 1000, 8, 13)).toBeCloseTo(full, 0);
  expect(toneIn(samples, 300, 5.1, 6.9)).toBeCloseTo(toneIn(samples, 300, 5.5, 6), 0);
  expect(steepest(samples, 0.1, 13.9)).toBeLessThan(0.06);
});

test('music makes room for footage in which somebody speaks, for no other', async () => {
  const file = await recording('song.wav', wave(1000, 0.25), 8);
  const frames = 4 * fps;
  const footage = await room.clip({ frames, fps, audio: wave(300, 0.2) });
  const film = filmOf(
    [
      { footage, frames },
      { footage, frames, speaks: true },
    ],
    { fps },
  );
  const samples = await hear(withMusic(film, { file, duck: true }));
  expect(toneIn(samples, 1000, 4.1, 7.9)).toBeCloseTo(toneIn(samples, 1000, 0.5, 3.5) - 12, 0);
});

const flash = "aevalsrc='if(between(t,0.5,0.51),0.8,0)':s=48000";
const firstLoud = (samples: Float32Array, from = 0): number =>
  samples.findIndex((sample, i) => i >= from && sample > 0.3);

test.each([
  { start: 7, at: sampleAt(7, 29.97) + 24_000 },
  { start: -10, at: sampleAt(-10, 29.97) + 24_000 },
])('narration that begins at frame $start is heard there to the sample', async ({ start, at }) => {
  const footage = await room.clip({ frames: 60, fps: 29.97 });
  const film = filmOf([{ footage, frames: 60 }], { fps: 29.97 });
  const samples = await hear(withNarration(film, await recording('voice.wav', flash, 1), start));
  // AAC blurs the edge over a few samples.
  expect(Math.abs(firstLoud(samples) - at)).toBeLessThan(4);
});

test('narration that outlasts the film ends with it, without a click', async () => {
  const film = withNarration(await silentFilm(2), await recording('voice.wav', wave(300, 0.5), 4), fps, -6);
  const samples = await hear(film);
  expect(toneIn(samples, 300, 1.2, 1.9)).toBeCloseTo(20 * Math.log10(0.25), 0);
  expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.01);
});

test('at the end of ten minutes sound and picture are together', async () => {
  const slow = 5.994;
  const quiet = await room.clip({ frames: 35, fps: slow });
  const last = await room.clip({
    frames: 12,
    fps: slow,
    audio: "aevalsrc='if(gte(t,1.001),sin(6000*t),0)':s=48000",
  });
  const film = filmOf(
    [...Array.from({ length: 103 }, () => ({ footage: quiet, frames: 35 })), { footage: last, frames: 12 }],
    { fps: slow },
  );
  const samples = await hear(film);
  expect(Math.abs(firstLoud(samples, 48_000) - sampleAt(103 * 35 + 6, slow))).toBeLessThan(48);
});

test('what adds up to more than full scale is turned down, not clipped', async () => {
  const file = await recording('song.wav', wave(330, 0.9), 4);
  const frames = 4 * fps;
  const footage = await room.clip({ frames, fps, audio: wave(220, 0.9) });
  const samples = await hear(withMusic(filmOf([{ footage, frames }], { fps }), { file }));
  const most = samples
    .subarray(48_000, 3 * 48_000)
    .reduce((high, value) => Math.max(high, Math.abs(value)), 0);
  expect(most).toBeGreaterThan(0.9);
  expect(most).toBeLessThan(1.02);
  // Clipped waves would have overtones.
  expect(toneIn(samples, 990, 1, 3)).toBeLessThan(-45);
});

test('music whose bytes have changed, and a recording that is none, are diagnostics', async () => {
  const film = await silentFilm(1);
  const song = await recording('song.wav', noise(1), 1);
  await writeFile(song.absolute, 'something else');
  expect(await room.tryCut(withMusic(film, { file: song }))).toMatchObject({
    error: [{ code: 'file-changed', message: expect.stringContaining('song.wav') }],
  });
  const short = await recording('short.wav', noise(1), 0.05);
  expect(await room.tryCut(withNarration(film, short, 0))).toMatchObject({ ok: true });
  const mute = await room.clip({ frames: 6, fps });
  const file = room.fileOf(mute);
  await room.ffmpeg('-i', file, '-c', 'copy', join(room.folder, 'mute.mp4'));
  expect(await room.tryCut(withNarration(film, (await room.own('mute.mp4')).file, 0))).toMatchObject({
    error: [{ code: 'sound-unreadable' }],
  });
});
