import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { project } from '../rig/project.ts';

const file = 'film.storyboard.yaml';
const ids = ['gull', 'tern', 'skua', 'auk', 'petrel', 'gannet', 'shag'];
const film = `storyboard: 1
title: Birds
format: { size: 320x180, fps: 12 }
scenes:
  - id: cliff
    segments:
${ids.map((id) => `      - { id: ${id}, prompt: A ${id} flies, duration: 1 }\n`).join('')}`;

afterEach(() => void vi.unstubAllEnvs());

it('what is in the store already is a line of a run, and all of it in JSON', async () => {
  const made = await project({ [file]: film });
  expect((await made.call('run')).stderr.match(/^ {2}\w+ {2,}generate/gm)).toHaveLength(7);
  await made.write(file, film.replace('An auk', 'A razorbill').replace('A auk flies', 'A razorbill dives'));
  const run = await made.call('run');
  expect(run.stderr.match(/^ {2}\w+ {2,}generate.*/gm)).toEqual([
    expect.stringMatching(/^ {2}auk .*changed/),
  ]);
  expect(run.stderr).toContain('  … and 6 more jobs in the store\n');
  expect(run.stderr).toContain('  … and 6 more segments\n');
  const again = await made.call('run');
  expect(again.stderr).toMatch(/^Birds {2}7 segments.*\n\nNothing to make: 7 jobs in the store/);
  const { jobs, timeline } = JSON.parse((await made.call('plan', '--json')).stdout);
  expect([jobs.length, timeline.length]).toEqual([7, 7]);
});

it('many segments without footage are told of once, with how to mend it, and each of them in JSON', async () => {
  const made = await project({ [file]: film });
  const { code, stderr } = await made.call('stitch');
  expect([code, stderr]).toEqual([
    1,
    [
      'error[footage-missing]: Segment gull has not been made yet. The same applies to tern, skua, auk, petrel, gannet, shag.',
      'help: `storycut run` makes what is missing; `storycut stitch --partial` puts slates in its place.\n',
    ].join('\n'),
  ]);
  const told = (await made.call('stitch', '--json')).stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const { diagnostics } = told.at(-1);
  expect(diagnostics.map(({ segment }: { segment: string }) => segment)).toEqual(ids);
});

it('how to mend what a plan warns of and a run fails for is said once', async () => {
  const made = await project({ [file]: film.replace('size: 320x180, fps: 12', 'resolution: 720p') });
  vi.stubEnv('OPENAI_BASE_URL', '');
  const { code, stderr } = await made.call('run', '--provider', 'openai', '--yes');
  expect(code).toBe(3);
  expect(stderr).toContain('warning[provider-unavailable]');
  expect(stderr).toContain('error[provider-unavailable]');
  expect(stderr.split('help: Set OPENAI_BASE_URL')).toHaveLength(2);
});

it('a damaged clip is named where it is, in a rehearsal too', async () => {
  const made = await project({ [file]: film });
  vi.stubEnv('STORYCUT_REHEARSAL', 'own');
  expect((await made.call('run', '--only', 'gull', '--no-stitch')).code).toBe(0);
  const folder = '.storycut-rehearsal/clips';
  const [clip = ''] = await readdir(made.path(folder));
  const { size } = await stat(made.path(folder, clip));
  await writeFile(made.path(folder, clip), Buffer.alloc(size));
  const { stderr } = await made.call('stitch', '--partial');
  expect(stderr).toContain(`help: Restore ${folder}/${clip} from a backup`);
  await rm(made.path(folder, clip));
  expect((await made.call('status')).stderr).toContain(`help: Put the files back into ${folder}, or`);
});
