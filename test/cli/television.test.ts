import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { project } from '../rig/project.ts';
import { ffprobe, testTools } from '../rig/tools.ts';

const film = (fps: string, outputs: string): string => `storyboard: 1
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
${outputs}`;

/** Beside the film; of one film only: encoding takes longer than all the rest. */
const others = `outputs: [ { name: film }, { name: web, as: webm, size: 80x46 }, { name: half, as: gif, size: 80x46, fps: 10 } ]
`;

it.each([
  ['23.976', 24_000, 1001, 'outputs: [ { name: film } ]\n'],
  ['29.97', 30_000, 1001, others],
  ['59.94', 60_000, 1001, 'outputs: [ { name: film } ]\n'],
])(
  'a film at %s is exactly that: picture, sound, chapters, captions and other outputs',
  async (written, num, den, outputs) => {
    const made = await project({ 'air.storyboard.yaml': film(written, outputs) });
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

    if (outputs === others) {
      const web = JSON.parse(await ffprobe(...probe, made.path('air-web.webm'))).streams[0];
      // Its times are milliseconds, from which the rate is guessed.
      const [over, under] = web.r_frame_rate.split('/').map(Number);
      expect(web.nb_read_frames).toBe(String(frames));
      expect(over / under).toBeCloseTo(num / den, 1);
    }

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

it("a camera's own timecode is in all exports", async () => {
  const made = await project({
    'cam.storyboard.yaml': `storyboard: 1
title: Rushes
format: { size: 160x90, fps: 29.97 }
scenes: [ { id: s, segments: [ { id: a, file: cam.mov, trim: { from: 0.5, to: 1.5 } } ] } ]
`,
  });
  const camera = ['-f', 'lavfi', '-i', 'testsrc2=s=160x90:r=30000/1001:d=2', '-c:v', 'mpeg4'];
  const { ffmpeg } = await testTools();
  await promisify(execFile)(ffmpeg.path, [
    '-v',
    'error',
    ...camera,
    '-timecode',
    '09:59:59;20',
    made.path('cam.mov'),
  ]);
  const exported = async (format: string) => (await made.call('export', '--format', format)).stdout;
  expect(await exported('edl')).toContain('C        10:00:00;05 10:00:01;05 01:00:00;00 01:00:01;00');
  const start = 36_000 * 30 - 1080 - 10;
  expect(await exported('fcpxml')).toMatch(
    new RegExp(
      `<asset [^>]*start="${start * 1001}/30000s".*<asset-clip [^>]*start="${(start + 15) * 1001}/30000s"`,
      's',
    ),
  );
  const [clip] = JSON.parse(await exported('otio')).tracks.children[0].children;
  expect(clip.source_range.start_time).toMatchObject({ rate: 30_000 / 1001, value: start + 15 });
  expect(clip.media_references.DEFAULT_MEDIA.available_range.start_time.value).toBe(start);
});
