import { expect, it } from 'vitest';
import { project } from '../rig/project.ts';
import { ffprobe } from '../rig/tools.ts';

const shots = 45;
const [bpm, fps] = [130, 24];
/** The frame on which the shot of some number begins, were it counted off alone. */
const beatOf = (shot: number): number => (shot * 60 * fps) / bpm;

/** One beat each, of three prompts in turn, so that all shots share three clips; two scenes; every ninth with a caption. */
const segments = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, i) => {
    const shot = from + i;
    const caption = shot % 9 === 0 ? `, caption: Shot ${shot}` : '';
    return `      - { id: s${shot}, prompt: View ${shot % 3}${caption} }`;
  }).join('\n');

const film = `storyboard: 1
title: On the Beat
tempo: ${bpm}
format: { size: 160x90, fps: ${fps} }
duration: 1 beat
captions: { sidecar: [srt] }
scenes:
  - id: verse
    segments:
${segments(0, 20)}
  - id: chorus
    segments:
${segments(20, shots)}
`;

const milliseconds = (time: string): number => {
  const [hours = 0, minutes = 0, seconds = 0, rest = 0] = time.split(/[:,]/).map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest;
};

it('a film of 45 shots is cut on its beats, from the first frame to the last, chapters and captions with it', async () => {
  const made = await project({ 'beats.storyboard.yaml': film });
  const ran = await made.call('run');
  expect(ran.code, ran.stderr).toBe(0);

  const planned = JSON.parse((await made.call('plan', '--json')).stdout);
  const cuts = planned.timeline.map(({ start }: { start: number }) => Math.round(start * fps));
  expect(cuts).toHaveLength(shots);
  const off = [...cuts, planned.duration * fps].map((frame, shot) => Math.abs(frame - beatOf(shot)));
  expect(Math.max(...off)).toBeLessThanOrEqual(0.5 + 1e-6);
  expect(planned.jobs).toHaveLength(3);

  const probe = ['-v', 'error', '-count_frames', '-show_streams', '-show_chapters', '-of', 'json'];
  const { streams, chapters } = JSON.parse(await ffprobe(...probe, made.path('beats.mp4')));
  expect(Number(streams[0].nb_read_frames)).toBe(Math.round(beatOf(shots)));
  expect(chapters.map((one: { start_time: string }) => Math.round(Number(one.start_time) * fps))).toEqual([
    0,
    Math.round(beatOf(20)),
  ]);

  const times = [...(await made.read('beats.srt')).matchAll(/^(\S+) --> (\S+)/gm)];
  expect(
    times.map(([, begin = '', end = '']) => [begin, end].map((t) => (milliseconds(t) * fps) / 1000)),
  ).toEqual(
    [0, 9, 18, 27, 36].map((shot) =>
      [shot, shot + 1].map((beat) => expect.closeTo(Math.round(beatOf(beat)), 1)),
    ),
  );
});
