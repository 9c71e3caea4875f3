import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { project } from '../rig/project.ts';
import { testTools } from '../rig/tools.ts';
import { wav } from '../rig/wav.ts';
import { toneIn } from '../stitch/sound/hearing.ts';

const film = `storyboard: 1
title: Two Bells
tempo: 120
format: { size: 160x90, fps: 24 }
duration: 4 beats
scenes:
  - id: tower
    segments:
      - { id: stairs, prompt: Stairs, mute: true }
      - { id: bells, prompt: Bells, mute: true }
audio:
  cues:
    - { file: low.wav, offset: 1 beat, to: 1 beat }
    - { file: high.wav, at: bells, from: 0.5, volume: -6 dB, fade-out: 2 beats }
`;

async function heardIn(file: string): Promise<Float32Array> {
  const { ffmpeg } = await testTools();
  const args = ['-v', 'error', '-i', file, '-map', '0:a', '-af', 'pan=mono|c0=c0', '-f', 'f32le', '-'];
  const { stdout } = await promisify(execFile)(ffmpeg.path, args, { encoding: 'buffer', maxBuffer: 1 << 26 });
  return new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.length));
}

it('cues are heard where the storyboard has them, and changing what is heard makes nothing again', async () => {
  const made = await project({
    'bells.storyboard.yaml': film,
    'low.wav': wav(300, 3),
    'high.wav': wav(900, 5),
  });
  const ran = await made.call('run');
  expect(ran.code, ran.stderr).toBe(0);
  expect(ran.stderr).not.toContain('warning');

  const samples = await heardIn(made.path('bells.mp4'));
  const full = 20 * Math.log10(0.5);
  expect(toneIn(samples, 300, 0.05, 0.45)).toBeLessThan(-60);
  expect(toneIn(samples, 300, 0.55, 0.95)).toBeCloseTo(full, 0);
  expect(toneIn(samples, 300, 1.05, 3.9)).toBeLessThan(-60);
  expect(toneIn(samples, 900, 1, 1.95)).toBeLessThan(-60);
  expect(toneIn(samples, 900, 2.1, 2.9)).toBeCloseTo(full - 6, 0);
  expect(toneIn(samples, 900, 3.48, 3.52)).toBeCloseTo(full - 9, 0);

  await made.write(
    'bells.storyboard.yaml',
    film.replaceAll('mute: true', 'volume: -3 dB').replace('-6 dB', '0'),
  );
  const planned = await made.call('plan');
  expect(planned.stdout).toContain('Nothing to make');
  expect(planned.stdout).toMatch(/Cues\s+0:00\.50 +low\.wav\s+0:02\.00 +high\.wav/);
  expect((await made.call('run')).code).toBe(0);
  expect(toneIn(await heardIn(made.path('bells.mp4')), 900, 2.1, 2.9)).toBeCloseTo(full, 0);

  const over = await made.call('stitch', '--output', 'low.wav');
  expect(over.code).toBe(2);
});
