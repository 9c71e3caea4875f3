import { expect, it } from 'vitest';
import { project } from '../rig/project.ts';
import { ffprobe } from '../rig/tools.ts';

const film = (fps: string): string => `storyboard: 1
title: On the Air
format: { size: 160x90, fps: ${fps} }
captions: { sidecar: [srt] }
scenes:
  - id: one
    segments:
      - { id: a, card: { text: A }, duration: 58, transition: 0.5 }
      - { id: b, prompt: A quay, duration: 4 }
  - id: two
    segments:
      - { id: c, prompt: A lamp, duration: 2, speed: 2, caption: A lamp }
outputs: [ { name: film }, { name: web, as: webm, size: 80x46 }, { name: half, as: gif, size: 80x46, fps: 10 } ]
`;

it.each([
  ['23.976', 24_000, 1001],
  ['29.97', 30_000, 1001],
  ['59.94', 60_000, 1001],
])(
  'a film at %s is exactly that: picture, sound, chapters, captions and other outputs',
  async (written, num, den) => {
    const made = await project({ 'air.storyboard.yaml': film(written) });
    const ran = await made.call('run');
    expect(ran.code, ran.stderr).toBe(0);
    expect((await made.call('plan')).stdout).toContain(`at ${written} fps`);

    // 58 − 0.5 + 4 + 1 seconds.
    const frames = Math.round((62.5 * num) / den);
    const probe = ['-v', 'error', '-count_frames', '-show_streams', '-show_chapters', '-of', 'json'];
    const { streams, chapters } = JSON.parse(await ffprobe(...probe, made.path('air-film.mp4')));
    const [picture, sound] = streams;
    expect(picture).toMatchObject({
      ...{ r_frame_rate: `${num}/${den}`, avg_frame_rate: `${num}/${den}` },
      ...{ start_time: '0.000000', nb_read_frames: String(frames) },
    });
    expect(Number(picture.duration)).toBeCloseTo((frames * den) / num, 5);
    expect(Number(sound.duration)).toBeCloseTo((frames * den) / num, 4);
    const cut = (Math.round((61.5 * num) / den) * den) / num;
    expect(Number(chapters[1].start_time)).toBeCloseTo(cut, 3);
    expect(await made.read('air-film.srt')).toContain(
      `00:01:01,${String(Math.floor(cut * 1000) % 1000).padStart(3, '0')}`,
    );

    const web = JSON.parse(await ffprobe(...probe, made.path('air-web.webm'))).streams[0];
    // Its times are milliseconds, from which the rate is guessed.
    const [over, under] = web.r_frame_rate.split('/').map(Number);
    expect(web.nb_read_frames).toBe(String(frames));
    expect(over / under).toBeCloseTo(num / den, 1);

    const edl = (await made.call('export', '--format', 'edl')).stdout;
    const drop = written !== '23.976';
    expect(edl).toContain(`FCM: ${drop ? 'DROP' : 'NON-DROP'} FRAME`);
    expect(edl).toContain(drop ? '01:01:02;' : '01:01:02:');
    const fcpxml = (await made.call('export', '--format', 'fcpxml')).stdout;
    expect(fcpxml).toContain(`frameDuration="${den}/${num}s"`);
    expect(fcpxml).toContain(`tcFormat="${drop ? 'DF' : 'NDF'}"`);
    expect(fcpxml).toContain(`duration="${frames * den}/${num}s"`);
    expect((await made.call('run')).stderr).toContain('0 made');
  },
);
