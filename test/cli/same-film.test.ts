import { rename } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type Project, project } from '../rig/project.ts';
import { houseConfig } from '../rig/served-config.ts';
import { sandbox } from '../sandbox/sandbox.ts';

const shot = (id: string, prompt: string): string =>
  `      - { id: ${id}, prompt: ${prompt}, duration: 4, attempts: 1 }\n`;

const board = (budget: number, ...shots: readonly string[]): string => `storyboard: 1
title: A Film
format: { size: 1280x720, fps: 24 }
budget: { max-cost: ${budget} }
scenes:
  - id: only
    segments:
${shots.join('')}`;

const door = board(0.8, shot('one', 'A door'), shot('two', 'The sea'));
const longer = board(0.8, shot('one', 'A door'), shot('two', 'The sea'), shot('three', 'A gull'));
const other = board(0.8, shot('gate', 'A gate'), shot('hatch', 'A hatch'));

const named = (film: string): string => `${film}.storyboard.yaml`;

/** A folder with a film that was made for $0.80, and how to go on. */
async function made({
  dialect = 'openai',
  faults = '',
  film = door,
}: {
  readonly film?: string;
  readonly dialect?: 'openai' | 'newapi';
  readonly faults?: string;
} = {}) {
  const server = await sandbox({ service: dialect, faults });
  const config = houseConfig({ url: server.url, dialect });
  const folder = await project({ [named('film')]: film, 'config.yaml': config });
  const call: Project['call'] = (...args) => folder.call('--config', 'config.yaml', ...args);
  const run = (film: string) => call('run', named(film), '--provider', 'house', '--yes', '--no-stitch');
  const spent = async (film: string): Promise<number> =>
    JSON.parse((await call('status', named(film), '--json')).stdout).spent;
  const first = await run('film');
  expect(first.code, first.stderr).toBe(faults === '' ? 0 : 1);
  return {
    ...{ folder, call, run, spent },
    paid: () => server.ledger.paid.length,
    write: (film: string, text: string) => folder.write(named(film), text),
    move: (from: string, to: string) => rename(folder.path(named(from)), folder.path(named(to))),
  };
}

const isGone =
  'The storyboard of film is gone, so ferry counts as the same film: the $0.80 spent or reserved for it count toward the budget.';
const isCopied =
  'ferry has the shots of film, so it counts as the same film: the $0.80 spent or reserved for it count toward the budget of both.';

describe('a budget belongs to the film', () => {
  it('whatever its file is renamed to, and however its shots are changed with that', async () => {
    const at = await made();
    await at.move('film', 'ferry');
    await at.write('ferry', other);
    const planned = await at.call('plan', named('ferry'), '--provider', 'house');
    expect(planned.stderr).toContain(`note[same-film]: ${isGone}\n`);
    const run = await at.run('ferry');
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(
      "This run needs $0.80; with $0.80 already spent or reserved (also under the name film), that exceeds the storyboard's budget of $0.80.",
    );
    expect(at.paid()).toBe(2);
    // It is remembered, also when another film takes the old name.
    await at.write('film', board(0.8, shot('bow', 'A bow')));
    expect(await at.spent('ferry')).toBe(0.8);
    await at.move('ferry', 'ship');
    expect(await at.spent('ship')).toBe(0.8);
  });

  it.each([
    ['another ending', 'film.txt', door],
    ['a key that comes late', 'film.yml', `${'# a comment\n'.repeat(2000)}${door}`],
  ])('and a storyboard with %s is not gone', async (_, name, text) => {
    const at = await made();
    await rename(at.folder.path(named('film')), at.folder.path(name));
    await at.folder.write(name, text);
    await at.write('ferry', other);
    const run = await at.run('ferry');
    expect(run.stderr).not.toContain('same-film');
    expect(run.code).toBe(0);
    expect(await at.spent('ferry')).toBeCloseTo(0.8);
  });

  it('goes on with the provider of its last run', async () => {
    const at = await made();
    await at.move('film', 'ferry');
    const status = await at.call('status', named('ferry'));
    expect(status.stderr).toContain('As in the last run: --provider house');
    expect(status.stdout).toContain('2 of 2 segments ready; $0.80 spent so far.');
  });

  it('is not had twice by a copy, whether its shots or their ids are kept', async () => {
    const at = await made();
    await at.write('ferry', longer);
    const run = await at.run('ferry');
    expect(run.stderr).toContain(`note[same-film]: ${isCopied}\n`);
    expect(run.code).toBe(2);
    await at.write('ids', board(0.8, shot('a', 'A door'), shot('b', 'The sea'), shot('c', 'A gull')));
    expect((await at.run('ids')).code).toBe(2);
    await at.write('style', board(0.8, shot('one', 'A door in ink'), shot('two', 'The sea in ink')));
    expect((await at.run('style')).code).toBe(2);
    expect(at.paid()).toBe(2);

    // Both go on, with one budget.
    await at.write('ferry', longer.replace('0.8', '1.2'));
    expect((await at.run('ferry')).code).toBe(0);
    expect(await at.spent('ferry')).toBeCloseTo(1.2);
    expect(await at.spent('film')).toBeCloseTo(1.2);
    await at.write('film', longer.replace('A gull', 'A tern').replace('0.8', '1.2'));
    expect((await at.run('film')).code).toBe(2);
    expect(at.paid()).toBe(3);
  });

  it('is not had again under a known name by another style or setting', async () => {
    const at = await made();
    await at.write('ferry', board(2, shot('gate', 'A gate'), shot('hatch', 'A hatch')));
    expect((await at.run('ferry')).code).toBe(0);
    expect(await at.spent('ferry')).toBeCloseTo(0.8);
    const restyled = door
      .replace('title: A Film', 'title: A Film\nstyle: ink')
      .replace('id: only', 'id: only\n    setting: at night');
    await at.write('ferry', restyled);
    const run = await at.run('ferry');
    expect(run.stderr).toContain(`note[same-film]: ${isCopied}\n`);
    expect(run.code).toBe(2);
    expect(await at.spent('ferry')).toBeCloseTo(1.6);
    expect(at.paid()).toBe(4);
  });

  it.each([
    ['variables', 'vars: { who: the old keeper in oilskin }', 'vars: { who: a young diver in red }'],
    [
      'cast',
      'cast: { who: { description: the old keeper in oilskin } }',
      'cast: { who: { description: a young diver in red } }',
    ],
  ])('is not had again under a known name with other %s', async (kind, first, second) => {
    const who = kind === 'cast' ? "'@who" : "'$" + '{who}';
    const shots = [
      shot('row', `${who} rows across the harbour towards the lighthouse'`),
      shot('climb', `${who} climbs the winding stairs of the tower'`),
    ];
    const played = (by: string) => board(0.8, ...shots).replace('title: A Film', `title: A Film\n${by}`);
    const at = await made({ film: played(first) });
    await at.write('ferry', board(2, shot('gate', 'A gate'), shot('hatch', 'A hatch')));
    expect((await at.run('ferry')).code).toBe(0);
    await at.write('ferry', played(second));
    const run = await at.run('ferry');
    expect(run.stderr).toContain(`note[same-film]: ${isCopied}\n`);
    expect(run.code).toBe(2);
    expect(at.paid()).toBe(4);
  });

  it('is not shared by films whose shots only begin alike', async () => {
    const at = await made();
    await at.write('ferry', board(0.8, shot('gate', 'A door opens'), shot('hatch', 'The sea rises')));
    expect((await at.run('ferry')).code).toBe(0);
    expect(await at.spent('film')).toBeCloseTo(0.8);
  });

  it('is another for another film in the folder, which may share a shot', async () => {
    const at = await made();
    await at.write(
      'ferry',
      board(0.8, shot('intro', 'A door'), shot('gate', 'A gate'), shot('hatch', 'A hatch')),
    );
    const run = await at.run('ferry');
    expect(run.stderr).not.toContain('same-film');
    expect(run.code, run.stderr).toBe(0);
    expect(at.paid()).toBe(4);
    expect([await at.spent('film'), await at.spent('ferry')]).toEqual([0.8, 0.8]);
    // Renaming one of them does not touch the other.
    await at.move('film', 'boat');
    expect([await at.spent('boat'), await at.spent('ferry')]).toEqual([0.8, 0.8]);
  });

  it('follows the shots where two films change names', async () => {
    const at = await made();
    await at.write('ferry', other);
    expect((await at.run('ferry')).code).toBe(0);
    await at.move('film', 'kept');
    await at.move('ferry', 'film');
    await at.move('kept', 'ferry');
    expect((await at.call('plan', named('ferry'))).stderr).toContain('[same-film]');
    expect(await at.spent('ferry')).toBeCloseTo(1.6);
  });

  it('counts what was reserved under the old name, and its segments can be resolved under the new one', async () => {
    const at = await made({ dialect: 'newapi', faults: 'create "The sea" 1 reset-after' });
    await at.move('film', 'ferry');
    await at.write('ferry', board(0.8, shot('one', 'A door'), shot('last', 'The end')));
    const { spent, reserved } = JSON.parse((await at.call('status', named('ferry'), '--json')).stdout);
    expect([spent, reserved]).toEqual([0.4, 0.4]);
    expect((await at.run('ferry')).code).toBe(2);
    const resolved = await at.call('resolve', named('ferry'), 'two', '--not-created');
    expect(resolved, resolved.stderr).toMatchObject({ code: 0 });
    expect((await at.run('ferry')).code).toBe(0);
  });
});
