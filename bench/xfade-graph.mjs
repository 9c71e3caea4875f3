// What other tools build: a chain of xfade and acrossfade over all clips, with our encoders.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { mp4, picture, sound } from '../dist/media/encoding.js';
import { fps, run } from './film.mjs';

/** Nothing without an ffmpeg that has xfade. `fade` in frames; `by`: that ffmpeg. */
export async function graphOf({ folder, clips, seconds, fade, by = 'ffmpeg' }) {
  const listed = await run(by, ['-v', 'error', '-filters']).catch(() => undefined);
  if (!/ xfade /.test(listed?.stdout ?? '')) {
    console.log(`No ${by} with xfade: the graph is not measured.`);
    return [];
  }
  const length = fade / fps;
  const steps = clips.slice(1).flatMap((_, i) => {
    const [video, audio] = i === 0 ? ['0:v', '0:a'] : [`v${i}`, `a${i}`];
    const offset = (i + 1) * (seconds - length);
    return [
      `[${video}][${i + 1}:v]xfade=duration=${length}:offset=${offset}[v${i + 1}]`,
      `[${audio}][${i + 1}:a]acrossfade=d=${length}:c1=qsin:c2=qsin[a${i + 1}]`,
    ];
  });
  const last = clips.length - 1;
  const film = join(folder, 'graph.mp4');
  const command = [
    by,
    ...['-v', 'error', '-y', ...clips.flatMap((clip) => ['-i', join(folder, 'clips', clip)])],
    ...['-filter_complex', steps.join(';'), '-map', `[v${last}]`, '-map', `[a${last}]`],
    ...[...picture(fps), ...sound, ...mp4(fps), film],
  ];
  return [{ name: 'one xfade graph', command, before: () => rm(film, { force: true }) }];
}
