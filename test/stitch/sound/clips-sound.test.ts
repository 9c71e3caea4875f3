import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleAt } from '../../../src/stitch/sound/raw.ts';
import { complaints, cuttingRoom, filmOf, heard, probed, type TestRoom } from '../room.ts';
import { toneIn } from './hearing.ts';

let room: TestRoom;
beforeEach(async () => {
  room = await cuttingRoom();
});
afterEach(() => room.remove());

/** A beep of a tenth of a second that begins at this time. */
const beepAt = (seconds: number): string =>
  `aevalsrc='if(between(t,${seconds},${seconds}+0.1),sin(2*PI*1000*(t-${seconds})),0)':s=48000`;

const loudest = (samples: Float32Array, from: number, to: number): number =>
  samples.subarray(from, to).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

const onset = (samples: Float32Array, from: number): number =>
  samples.findIndex((sample, i) => i >= from && Math.abs(sample) > 0.2);

test.each([24, 29.97])(
  'a beep in the last of 100 segments is heard with its frame at %d fps',
  async (fps) => {
    const quiet = await room.clip({ frames: 17, fps, tone: 0 });
    // Its own sound is at another rate, as phones and cameras have it.
    const last = await room.clip({ frames: 24, fps, audio: `${beepAt(12 / fps)},aresample=44100` });
    const cut = await room.cut(
      filmOf(
        [
          ...Array.from({ length: 99 }, () => ({ footage: quiet, frames: 17 })),
          { footage: last, frames: 24 },
        ],
        { fps },
      ),
    );
    const flash = sampleAt(99 * 17 + 12, fps);
    const samples = await heard(room, cut.file);

    expect(Math.abs(onset(samples, flash - 24_000) - flash)).toBeLessThan(48);
    const { streams } = await probed(room, cut.file);
    expect(streams).toMatchObject([
      { nb_read_frames: String(99 * 17 + 24), start_time: '0.000000' },
      { start_time: '0.000000' },
    ]);
    expect(Number(streams[0]?.duration)).toBeCloseTo(Number(streams[1]?.duration), 4);
    expect(await complaints(room, cut.file)).toBe('');
  },
);

test('a trim takes the sound of the frames it shows', async () => {
  const footage = await room.clip({ frames: 240, audio: beepAt(8), args: ['-g', '250'] });
  const cut = await room.cut(filmOf([{ footage, frames: 48, sourceStart: 180 }]));
  const samples = await heard(room, cut.file);
  expect(Math.abs(onset(samples, 0) - sampleAt(192 - 180, 24))).toBeLessThan(48);
});

test('sound that begins late or ends early is filled with silence', async () => {
  const made = await room.clip({ frames: 48, audio: `${beepAt(0)},atrim=end=0.5` });
  const late = `${room.folder}/late.mp4`;
  const file = room.fileOf(made);
  const shifted = ['-i', file, '-itsoffset', '0.75', '-i', file, '-map', '0:v', '-map', '1:a'];
  await room.ffmpeg(...shifted, '-c', 'copy', late);
  const cut = await room.cut(
    filmOf([
      { footage: made, frames: 48 },
      { footage: await room.adopt(late), frames: 48 },
    ]),
  );
  const samples = await heard(room, cut.file);
  expect(loudest(samples, 48_000, 96_000 + 30_000)).toBeLessThan(0.02);
  expect(Math.abs(onset(samples, 96_000) - (96_000 + 36_000))).toBeLessThan(48 + 144);
});

test('a long sound goes on unbroken where it was encoded in parts', async () => {
  const fps = 6;
  const wave = (time: number): number => 0.5 * Math.sin(2 * Math.PI * 440 * time);
  const footage = await room.clip({
    frames: 66 * fps,
    fps,
    audio: `aevalsrc='0.5*sin(2*PI*440*t)|0':s=48000`,
  });
  const cut = await room.cut(filmOf([{ footage, frames: 66 * fps }], { fps }));
  const samples = await heard(room, cut.file);
  const off = samples
    .subarray(4800, 65 * 48_000)
    .map((sample, i) => Math.abs(sample - wave((i + 4800) / 48_000)));
  // Encoded twice; a break would be as large as the wave.
  expect(off.reduce((most, value) => Math.max(most, value))).toBeLessThan(0.05);
});

test('cuts through loud sound do not click', async () => {
  // A bare cut would jump from the top of one wave to the bottom of the next.
  const wave = (phase: number): string => `aevalsrc='0.8*cos(2*PI*50*t+${phase})':s=48000`;
  const cut = await room.cut(
    filmOf([
      { footage: await room.clip({ frames: 24, audio: wave(0) }), frames: 24 },
      { footage: await room.clip({ frames: 24, audio: wave(Math.PI) }), frames: 24 },
    ]),
  );
  const samples = await heard(room, cut.file);
  const steps = samples.subarray(1).map((sample, i) => Math.abs(sample - (samples[i] ?? 0)));
  expect(Math.max(...steps.subarray(47_000, 49_000))).toBeLessThan(0.05);
});

/** Each channel of its own frequency; how loud each is heard at the left and at the right, in dB beside what it was. */
async function sides(
  layout: string,
  hertz: readonly number[],
  codec = 'pcm_s16le',
): Promise<readonly (readonly number[])[]> {
  const channels = hertz.map((each) => `0.25*sin(2*PI*${each}*t)`).join('|');
  const made = join(room.folder, codec === 'aac' ? 'tones.mp4' : 'tones.mov');
  const sound = ['-f', 'lavfi', '-t', '1', '-i', `aevalsrc='${channels}':s=48000:c=${layout}`];
  const picture = ['-f', 'lavfi', '-t', '1', '-i', 'color=s=160x96:r=6'];
  await room.ffmpeg(...picture, ...sound, '-pix_fmt', 'yuv420p', '-c:a', codec, '-b:a', '512k', made);
  const { file } = await room.cut(filmOf([{ footage: await room.adopt(made), frames: 6 }], { fps: 6 }));
  return heardOn(file, hertz);
}

async function heardOn(file: string, hertz: readonly number[]): Promise<readonly (readonly number[])[]> {
  const channels = [await heard(room, file, 0), await heard(room, file, 1)];
  return hertz.map((each) =>
    channels.map((one) => Math.max(-40, Math.round(toneIn(one, each, 0.2, 0.8) - 20 * Math.log10(0.25)) + 0)),
  );
}

test('sound of one channel is as loud on both sides as it is', async () => {
  expect(await sides('mono', [440])).toEqual([[0, 0]]);
  const voice = join(room.folder, 'voice.wav');
  await room.ffmpeg('-f', 'lavfi', '-t', '1', '-i', "aevalsrc='0.25*sin(2*PI*660*t)':s=48000", voice);
  const { file: recording } = await room.own('voice.wav');
  const film = filmOf([{ footage: await room.clip({ frames: 6, fps: 6 }), frames: 6 }], { fps: 6 });
  const narration = [{ file: recording, start: 0, volume: 0 }];
  const { file } = await room.cut({ ...film, timeline: { ...film.timeline, narration } });
  expect(await heardOn(file, [660])).toEqual([[0, 0]]);
});

test('sound of two stays as it is, and each of six is heard on its side', async () => {
  expect(await sides('stereo', [440, 660])).toEqual([
    [0, -40],
    [-40, 0],
  ]);
  // What speaks, in the middle, and what is behind are half as powerful (ITU-R BS.775).
  for (const codec of ['pcm_s16le', 'aac'])
    expect(await sides('5.1', [440, 660, 880, 60, 1100, 1320], codec), codec).toEqual([
      [0, -40],
      [-40, 0],
      [-3, -3],
      [-40, -40],
      [-3, -40],
      [-40, -3],
    ]);
});

test('a recording of six channels is as loud as its sides are together', async () => {
  const song = join(room.folder, 'song.wav');
  const six = [440, 660, 880, 60, 1100, 1320].map((each) => `0.25*sin(2*PI*${each}*t)`).join('|');
  await room.ffmpeg('-f', 'lavfi', '-t', '2', '-i', `aevalsrc='${six}':s=48000:c=5.1`, song);
  const { file: recording } = await room.own('song.wav');
  const bare = filmOf([{ footage: await room.clip({ frames: 6, fps: 6 }), frames: 6 }], { fps: 6 });
  const cue = { file: recording, start: 0, from: 0, volume: 0, duck: false, fadeIn: 0, fadeOut: 0 };
  const music = { file: recording, volume: 0, duck: false, fadeIn: 0, fadeOut: 0 };
  for (const film of [
    { ...bare, timeline: { ...bare.timeline, narration: [{ file: recording, start: 0, volume: 0 }] } },
    { ...bare, timeline: { ...bare.timeline, cues: [cue] } },
    { ...bare, sound: { ...bare.sound, music } },
  ]) {
    const { file } = await room.cut(film);
    expect(await heardOn(file, [440, 880, 1100])).toEqual([
      [0, -40],
      [-3, -3],
      [-3, -40],
    ]);
  }
});

test('six channels that are too loud together are limited, not clipped', async () => {
  const made = join(room.folder, 'loud.mov');
  const six = Array.from({ length: 6 }, () => '0.9*sin(2*PI*440*t)').join('|');
  const sound = ['-f', 'lavfi', '-t', '2', '-i', `aevalsrc='${six}':s=48000:c=5.1`];
  const picture = ['-f', 'lavfi', '-t', '2', '-i', 'color=s=160x96:r=6'];
  await room.ffmpeg(...picture, ...sound, '-pix_fmt', 'yuv420p', '-c:a', 'pcm_s16le', made);
  const { file } = await room.cut(filmOf([{ footage: await room.adopt(made), frames: 12 }], { fps: 6 }));
  const left = await heard(room, file, 0);
  // A sine that is clipped has overtones: its third is 10 dB below it where it is cut off at half.
  const [tone, third] = [440, 1320].map((hertz) => toneIn(left, hertz, 0.5, 1.5));
  expect(tone).toBeGreaterThan(-1);
  expect((third ?? 0) - (tone ?? 0)).toBeLessThan(-50);
});

test('footage without sound is silent, and a film that keeps none has no sound track', async () => {
  const mute = await room.clip({ frames: 24 });
  const loud = await room.clip({ frames: 24, tone: 440 });
  const shots = [
    { footage: mute, frames: 24 },
    { footage: loud, frames: 24 },
  ];
  const samples = await heard(room, (await room.cut(filmOf(shots))).file);
  expect(loudest(samples, 0, 46_000)).toBeLessThan(0.001);
  expect(loudest(samples, 50_000, 96_000)).toBeGreaterThan(0.05);

  const silent = await room.cut(filmOf(shots, { keepSound: false }));
  expect((await probed(room, silent.file)).streams.map(({ codec_type }) => codec_type)).toEqual(['video']);
});
