import { expect, it } from 'vitest';
import { call, harbour } from '../advice/assets.ts';
import { reviewed } from './reviewed.ts';

const film = (music: string): string => `storyboard: 1
title: Heard
format: { size: 160x90, fps: 24 }
scenes:
  - id: only
    segments:
      - { id: quay, file: harbour.mp4, duration: 2, volume: -6 dB }
      - { id: dark, card: { text: Night }, duration: 4 }
audio:
  music: ${music}
  narration: [ { file: call.mp3, at: dark, offset: 1 } ]
`;
const files = { 'harbour.mp4': harbour, 'call.mp3': call, 'song.mp3': call };

it('tells where what is heard, and how loud: fades, loops and room for a voice included', async () => {
  const { film: shown } = await reviewed(
    film('{ file: song.mp3, volume: -12 dB, duck: true, fade-in: 1, fade-out: 1 }'),
    [],
    files,
  );
  const { sound, entries, fps, frames } = await shown();
  expect(entries.map(({ gain }) => Number(gain.toFixed(3)))).toEqual([0.501, 1]);
  const narration = sound.find(({ start }) => start === 3);
  expect(narration).toMatchObject({ from: 0, end: frames / fps });
  const music = sound.filter((one) => one !== narration);
  expect(music[0]?.start).toBe(0);
  expect(music.at(-1)?.end).toBe(frames / fps);
  const gain = (at: number): number | undefined =>
    music.flatMap(({ gains }) => gains).find(([moment]) => Math.abs(moment - at) < 0.001)?.[1];
  expect(gain(0)).toBeLessThan(0.001);
  expect(gain(1)).toBeCloseTo(10 ** (-12 / 20), 3);
  // The voice begins at 3 s: music is at its lowest from there on, 12 dB below.
  expect(gain(3)).toBeCloseTo(10 ** (-24 / 20), 3);
  expect(gain(2.75)).toBeCloseTo(10 ** (-12 / 20), 3);
});

it('draws what is heard: a byte for each twentieth of a second, and none where there is no sound', async () => {
  const { film: shown, get } = await reviewed(film('{ file: song.mp3 }'), [], files);
  const { sound, entries } = await shown();
  const hash = sound[0]?.hash ?? '';
  const peaks = Buffer.from((await get(`/peaks/${hash}`)).body, 'latin1');
  expect(peaks.length / 20).toBeGreaterThan(2);
  expect(Math.max(...peaks)).toBeGreaterThan(100);
  expect((await get(`/media/${hash}`)).headers['content-type']).toBe('audio/mpeg');
  const [quay] = entries;
  const clip = quay && 'hash' in quay.footage ? quay.footage.hash : '';
  expect((await get(`/peaks/${clip}`)).status).toBe(200);
  expect((await get(`/peaks/${'0'.repeat(64)}`)).status).toBe(404);
  expect((await get(`/peaks/${hash}/5`)).status).toBe(404);
});
