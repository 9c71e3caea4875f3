import { describe, expect, it } from 'vitest';
import { type Project, project } from '../rig/project.ts';
import { film } from './film.ts';

const file = 'film.storyboard.yaml';

/** Ids of the jobs that a plan of these names holds. */
async function planned(made: Project, ...args: readonly string[]): Promise<readonly string[]> {
  const plan = await made.call('plan', '--json', ...args);
  expect(plan.code, plan.stderr).toBe(0);
  return JSON.parse(plan.stdout).jobs.map((job: { id: string }) => job.id);
}

describe('--only', () => {
  it('takes segments, scenes, globs and lists', async () => {
    const made = await project({ [file]: film });
    expect(await planned(made, '--only', 'inside')).toEqual(['door']);
    expect(await planned(made, '--only', 'd*,approach')).toEqual(['approach', 'door']);
    expect(await planned(made, '--only', 'climb')).toEqual(['approach', 'climb']);
  });

  it('leaves the storyboard out of its list, before it and behind it', async () => {
    const made = await project({ [`trailer/${file}`]: film });
    for (const args of [
      ['--only', 'door', 'approach', `trailer/${file}`],
      ['--only', 'door', 'approach', 'trailer'],
      ['trailer', '--only', 'door', 'approach'],
    ]) {
      expect(await planned(made, ...args)).toEqual(['approach', 'door']);
    }
    const run = await made.call('run', '--no-stitch', '--only', 'door', 'trailer');
    expect(run.stderr).toContain('1 made, 0 already in the store');
    const nothing = await made.call('run', '--only', 'trailer');
    expect(nothing.code).toBe(2);
    expect(nothing.stderr).toContain('--only needs at least one segment.');
    const two = await made.call('run', 'trailer', '--only', 'door', `trailer/${file}`);
    expect(two.code).toBe(2);
    expect(two.stderr).toContain('error[several-storyboards]');
  });
});

describe('show', () => {
  it('shows all that a name stands for, one after the other', async () => {
    const made = await project({ [file]: film });
    const { stdout } = await made.call('show', file, 'inside', 'approach');
    expect(stdout.match(/^(approach|door|fin)\b/gm)).toEqual(['approach', 'door', 'fin']);
    const several = JSON.parse((await made.call('show', 'inside', '--json')).stdout);
    expect(several.segments.map(({ segment }: { segment: string }) => segment)).toEqual(['door', 'fin']);
    expect(JSON.parse((await made.call('show', 'door', file, '--json')).stdout)).toMatchObject({
      schemaVersion: 1,
      segment: 'door',
      jobs: [{ id: 'door' }],
    });
  });

  it('takes a folder, and a segment that is called as a folder is', async () => {
    const made = await project({ [`trailer/${file}`]: film, [file]: film, 'door/x.storyboard.yaml': film });
    expect((await made.call('show', 'trailer', 'door')).stdout).toMatch(/^door /);
    expect((await made.call('show', 'door')).stdout).toMatch(/^door /);
    expect((await made.call('show', 'trailer')).stdout).toMatch(/^approach [\s\S]*^door /m);
  });
});

describe('status', () => {
  it('tells of all segments, or of those that are named', async () => {
    const made = await project({ [file]: film });
    const ids = async (...args: readonly string[]) =>
      JSON.parse((await made.call('status', '--json', ...args)).stdout).segments.map(
        ({ id }: { id: string }) => id,
      );
    expect(await ids()).toEqual(['approach', 'climb', 'lamp', 'door', 'fin']);
    expect(await ids(file, 'inside', 'cl*')).toEqual(['climb', 'door', 'fin']);
    const text = await made.call('status', 'door', file);
    expect(text.stdout).toMatch(/^ {2}door .*\n\n0 of 1 segment ready/m);
    expect((await made.call('status', 'dor')).stderr).toContain('Did you mean door?');
  });
});

describe('a segment where only a storyboard belongs', () => {
  it.each([
    [['run', 'climb'], '`storycut run --only climb`'],
    [['run', file, 'inside', 'cl*'], `\`storycut run ${file} --only inside "cl*"\``],
    [['plan', 'climb,door'], '`storycut plan --only climb,door`'],
    [['stitch', 'climb'], 'the whole film: `storycut stitch`'],
  ])('is told where it goes: %s', async (args, help) => {
    const made = await project({ [file]: film });
    const { code, stderr } = await made.call(...args);
    expect(code).toBe(2);
    expect(stderr).toContain('error[segment-not-storyboard]');
    expect(stderr).toContain(help);
  });

  it('is a storyboard that is not there where there is no such segment', async () => {
    const made = await project({ [file]: film, [`door/${file}`]: film });
    expect((await made.call('plan', 'flim.yaml')).stderr).toContain('error[file-not-found]');
    expect((await made.call('plan', 'fin2')).stderr).toContain('error[file-not-found]');
    expect((await made.call('plan', 'fin2', 'fin3')).stderr).toContain('error[several-storyboards]');
    // A folder that is there is meant, whatever else is called so.
    expect((await made.call('plan', 'door')).code).toBe(0);
  });
});

describe('pick', () => {
  it('wants one segment, and finds the take and the storyboard wherever they stand', async () => {
    const made = await project({ [file]: film.replace('- id: door', '- id: door\n        takes: 3') });
    for (const [take, args] of [
      [2, ['door', '2', file]],
      [1, [file, 'door', '1']],
      [3, ['3', 'door']],
      [2, ['do?r', '2']],
    ] as const) {
      const pick = await made.call('pick', ...args);
      expect(pick, pick.stderr).toMatchObject({ code: 0 });
      expect(pick.stderr).toContain(`puts take ${take} of door into the cut`);
      expect(await made.read(file)).toContain(`pick: ${take}`);
    }
    const several = await made.call('pick', 'arrival', '1');
    expect(several.code).toBe(2);
    expect(several.stderr).toContain('arrival matches 3 segments, but only one is expected.');
    expect(several.stderr).toContain('Name one of them: approach, climb, lamp.');
  });
});

describe('redo', () => {
  it('makes a scene again but for its cards, and refuses what is only such', async () => {
    const made = await project({ [file]: film });
    const card = await made.call('redo', 'door,fin', '--no-stitch');
    expect(card.code).toBe(2);
    expect(card.stderr).toContain('error[nothing-to-redo]: fin is your own footage or a card');
    await made.did('run', '--only', 'door', '--no-stitch');
    const redo = await made.call('redo', 'inside', file, '--no-stitch');
    expect(redo.code, redo.stderr).toBe(0);
    expect(redo.stderr).toContain('✓ door#2');
    expect(redo.stderr).not.toContain('approach#2');
  });
});

it('resolve takes what stands for one segment', async () => {
  const made = await project({ [file]: film });
  const idle = await made.call('resolve', '--not-created', 'do*', file);
  expect(idle.stderr).toContain('No submission of door is waiting for an answer.');
  const several = await made.call('resolve', 'arrival', '--not-created');
  expect(several.stderr).toContain('error[several-segments]');
});
