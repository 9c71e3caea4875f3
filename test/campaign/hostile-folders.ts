import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { link, lstat, mkdir, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect } from 'vitest';
import { project } from '../rig/project.ts';

const file = 'film.storyboard.yaml';
const film = `storyboard: 1
title: A Gull
format: { size: 320x180, fps: 12 }
scenes: [ { id: sea, segments: [ { id: gull, prompt: A gull, duration: 1 } ] } ]
`;

/** What Storycut has in its folder; '' is the folder. */
const members = [
  '',
  'journal.jsonl',
  'journal.jsonl.new',
  'journal.anchor',
  'lock',
  'clips',
  'clips/0123.mp4',
  'work',
  'work/stitch',
  'receipts',
  'receipts/000001.jsonl',
  'animatic',
  'animatic/x.json',
  'cache',
  'cache/pace.json',
  'cache/pruned',
  'cache/films',
  'cache/films/x.json',
  'cache/pieces/x.mp4',
  'outputs.json',
  '.gitignore',
  '.gitattributes',
  'storyboard.schema.json',
] as const;

/** Puts something at a path; `outside` has a file, `thesis.doc`, and a folder, `photos`. */
type Plant = (path: string, outside: string) => Promise<unknown>;

const plants: Readonly<Record<string, Plant>> = {
  'a link to a file': (path, outside) => symlink(join(outside, 'thesis.doc'), path),
  'a link to a folder': (path, outside) => symlink(join(outside, 'photos'), path),
  'a link to nowhere': (path, outside) => symlink(join(outside, 'new'), path),
  'a pipe': async (path) => execFileSync('mkfifo', [path]),
  'a hard link': (path, outside) => link(join(outside, 'thesis.doc'), path),
  'a file': (path) => writeFile(path, 'what is this\n'),
  'a folder': (path) => mkdir(path),
  'its name in capitals, a link': (path, outside) =>
    symlink(join(outside, 'photos'), join(dirname(path), basename(path).toUpperCase())),
};

const commands = [
  ['status'],
  ['run', '--no-stitch'],
  ['stitch'],
  ['verify'],
  ['gc'],
  ['recover'],
  ['export', '--output', 'film.edl'],
  ['init'],
];

/** Every path in a folder, with what is there. */
async function treeOf(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  return await Promise.all(
    names.sort().map(async (name) => {
      const path = join(folder, name);
      const { mode, mtimeMs } = await lstat(path);
      const kind = mode & 0o170000;
      const bytes = kind === 0o100000 ? await readFile(path) : kind === 0o120000 ? await readlink(path) : '';
      return `${name} ${mode} ${mtimeMs} ${createHash('sha256').update(bytes).digest('hex')}`;
    }),
  );
}

/** What went wrong. */
async function trouble(member: string, what: string, plant: Plant): Promise<readonly string[]> {
  const made = await project({
    [`project/${file}`]: film,
    'outside/thesis.doc': 'years of work',
    'outside/photos/a.jpg': 'a picture',
    'outside/photos/x.json': '{}',
  });
  const outside = made.path('outside');
  const path = made.path('project', '.storycut', member);
  await mkdir(dirname(path), { recursive: true });
  await plant(path, outside);
  const before = await treeOf(outside);
  const wrong: string[] = [];
  for (const command of commands) {
    const { inside } = await import('../rig/inside.ts');
    const said = await inside({ folder: made.path('project'), env: { NO_COLOR: '1' } }, command);
    const about = `${what} at .storycut/${member}: ${command.join(' ')}: ${said.stderr}`;
    const inWords = said.code <= 3 && !/\n +at |Error: |\bE[A-Z]{3,}:/.test(said.stderr);
    const touched = JSON.stringify(await treeOf(outside)) !== JSON.stringify(before);
    if (!inWords || touched) wrong.push(`${touched ? 'TOUCHED ' : ''}${said.code} ${about}`);
  }
  await rm(made.folder, { recursive: true, force: true });
  return wrong;
}

/** Puts each kind of stranger in the place of each member, and runs all commands. Every `step`-th of them. Gives how many. */
export async function holdHostileFolders(step: number, from = 0): Promise<number> {
  const all = members.flatMap((member) => Object.entries(plants).map((plant) => [member, plant] as const));
  const some = all.filter((_, i) => i % step === from % step);
  const wrong: string[] = [];
  for (const [member, [what, plant]] of some) wrong.push(...(await trouble(member, what, plant)));
  expect(wrong).toEqual([]);
  return some.length;
}
