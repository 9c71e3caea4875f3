/**
 * Draws, films and plays every asset of the examples in storyboards/ again: `node scripts/assets.mjs`.
 * Nothing in them is from anybody else. Takes two to three minutes.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { path as bundled } from '@ffmpeg-installer/ffmpeg';
import * as ferry from './assets/ferry.mjs';
import { answerAtSea, callAtDawn, nightLoop, rate, surf, walkingSong, wind } from './assets/sound.mjs';
import * as still from './assets/stills.mjs';

const ffmpeg = process.env.FFMPEG_PATH ?? bundled;

function write(file, input, format, encode) {
  const output = fileURLToPath(new URL(`../storyboards/${file}`, import.meta.url));
  mkdirSync(dirname(output), { recursive: true });
  const last = ['-map_metadata', '-1', '-fflags', '+bitexact', output];
  const args = ['-v', 'error', '-y', ...format, '-i', '-', ...encode, ...last];
  const { status, stderr } = spawnSync(ffmpeg, args, { input });
  if (status !== 0) throw new Error(`${file}: ${stderr}`);
  console.log(`${file}  ${Math.round(statSync(output).size / 1000)} kB`);
}

const raw = ({ width, height }) => ['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', `${width}x${height}`];

const picture = (file, { size, pixels }) =>
  write(file, pixels, raw(size), ['-q:v', '4', '-pix_fmt', 'yuvj420p']);

const samples = ['-f', 'f32le', '-ar', String(rate), '-ac', '1'];
const bytes = (sound) => Buffer.from(Float32Array.from(sound).buffer);

const music = (file, sound) => write(file, bytes(sound), samples, ['-b:a', '64k']);

function footage(file, size, { fps, seconds, crf, sound }, frame) {
  const folder = mkdtempSync(join(tmpdir(), 'storycut-assets-'));
  const heard = join(folder, 'sound');
  writeFileSync(heard, bytes(sound));
  const frames = Array.from({ length: fps * seconds }, (_, n) => frame(n / fps));
  const picture = ['-c:v', 'libx264', '-preset', 'veryslow', '-crf', String(crf), '-pix_fmt', 'yuv420p'];
  const audio = ['-c:a', 'aac', '-b:a', '64k', '-movflags', '+faststart'];
  const input = [...samples, '-i', heard, ...raw(size), '-r', String(fps)];
  write(file, Buffer.concat(frames), input, [...picture, ...audio]);
  rmSync(folder, { recursive: true });
}

picture('the-last-keeper/assets/lamp.jpg', still.lamp());
picture('the-salt-road/assets/caravan.jpg', still.caravan());
picture('the-salt-road/assets/carrier.jpg', still.carrier());
picture('midnight-bread/assets/oven.jpg', still.bread());
picture('the-last-ferry/assets/mate.jpg', ferry.mate());
picture('the-last-ferry/assets/mate-at-the-rail.jpg', ferry.mateAtTheRail());
footage(
  'the-last-ferry/assets/swell.mp4',
  ferry.small,
  { fps: 24, seconds: 3, crf: 27, sound: surf(3) },
  ferry.swell,
);
music('midnight-bread/assets/night-loop.mp3', nightLoop());
music('the-salt-road/assets/walking-song.mp3', walkingSong(90));
music('the-salt-road/assets/call-at-dawn.mp3', callAtDawn());
music('the-salt-road/assets/answer-at-sea.mp3', answerAtSea());
footage(
  'the-salt-road/assets/morning.mp4',
  still.wide,
  { fps: 24, seconds: 6, crf: 25, sound: wind(6) },
  still.morning,
);
footage(
  'the-salt-road/assets/harbour.mp4',
  still.old,
  { fps: 25, seconds: 5, crf: 29, sound: surf(5) },
  still.harbour,
);
