// A film by Storycut in a process of its own, and by MLT where it is installed.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cut, run } from '../film.mjs';

if (process.argv[2] === '--cut') await cut(JSON.parse(await readFile(process.argv[3], 'utf8')));

/** The order is in a file: one of 2,000 clips is too long for an argument. */
export async function storycutOf(order) {
  const file = join(order.folder, 'order.json');
  await writeFile(file, JSON.stringify(order));
  return { name: 'storycut', command: [process.execPath, import.meta.filename, '--cut', file] };
}

/** What a cut leaves: all of it, or these files. */
export const forgotten =
  (folder, ...names) =>
  async () => {
    for (const name of names.length > 0 ? names : ['storycut.mp4', 'cache'])
      await rm(join(folder, name), { recursive: true, force: true });
  };

/** Nothing where there is no `melt`. */
export async function mltOf({ folder, clips, fade }) {
  const found = await run('melt', ['--version']).catch(() => undefined);
  if (found === undefined) return [];
  const mix = fade > 0 ? ['-mix', String(fade), '-mixer', 'luma', '-mixer', 'mix:-1'] : [];
  const film = clips.flatMap((clip, i) => [join(folder, 'clips', clip), ...(i > 0 ? mix : [])]);
  const consumer = [
    '-consumer',
    `avformat:${join(folder, 'melt.mp4')}`,
    'real_time=-1',
    'terminate_on_pause=1',
  ];
  const encoding = ['vcodec=libx264', 'preset=veryfast', 'crf=23', 'acodec=aac'];
  return [
    {
      name: 'MLT',
      command: ['melt', '-silent', '-profile', 'atsc_720p_24', ...film, ...consumer, ...encoding],
      before: () => rm(join(folder, 'melt.mp4'), { force: true }),
    },
  ];
}
