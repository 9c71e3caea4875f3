// Hard cuts of clips that need no encoding.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeClips, tools } from '../film.mjs';
import { forgotten, mltOf, storycutOf } from './cutting.mjs';

const seconds = 2;
/** MLT encodes everything again. */
const mostByMlt = 20;

export const clips = {
  x: 'clips',
  title: 'A cut of so many clips of 2 s, 1280x720, with sound',
  contenders: async (folder, count) => {
    const args = ['-preset', 'ultrafast', '-crf', '28', '-g', '48'];
    const made = await makeClips(folder, { count, seconds, args, noise: 20 });
    const list = join(folder, 'list.txt');
    await writeFile(list, made.map((clip) => `file '${join(folder, 'clips', clip)}'\n`).join(''));
    const concat = ['-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy', '-movflags', '+faststart'];
    const film = await storycutOf({ folder, clips: made, seconds, fade: 0, sound: { keep: true } });
    return [
      { ...film, before: forgotten(folder) },
      { ...film, name: 'storycut, sound prepared', before: forgotten(folder, 'storycut.mp4') },
      {
        name: 'ffmpeg -f concat -c copy',
        command: [tools.ffmpeg.path, '-v', 'error', '-y', ...concat, join(folder, 'concat.mp4')],
        before: () => rm(join(folder, 'concat.mp4'), { force: true }),
      },
      ...(count > mostByMlt ? [] : await mltOf({ folder, clips: made, fade: 0 })),
    ];
  },
};
