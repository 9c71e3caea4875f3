import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type Project, project } from '../rig/project.ts';
import { houseConfig } from '../rig/served-config.ts';
import { sandbox } from '../sandbox/sandbox.ts';

const film = `storyboard: 1
title: A Door
format: { size: 1280x720, fps: 24 }
budget: { max-cost: 2 }
scenes:
  - id: only
    segments:
      - { id: door, prompt: A door, duration: 4, attempts: 1 }
`;

/** The film, whose one provider asks 0.1 a second, and what was paid there. */
async function filmed(faults: string) {
  const server = await sandbox({ faults, jobSeconds: 0.05, footage: 'colour' });
  const config = houseConfig({ url: server.url });
  const made = await project({ 'film.storyboard.yaml': film, 'config.yaml': config });
  const call = (...args: readonly string[]) => made.call('--config', 'config.yaml', ...args);
  return { made, server, call, run: () => call('run', '--provider', 'house', '--yes', '--no-stitch') };
}

const ordered = async (made: Project): Promise<number> =>
  (await made.read('.storycut/journal.jsonl')).split('"type":"redo"').length - 1;

const commandIn = (text: string, pattern: RegExp): readonly string[] => {
  const [, command = ''] = pattern.exec(text) ?? [];
  return command.replace('storycut --config config.yaml ', '').split(' ');
};

describe('what a stopped command says about going on', () => {
  it('is to run, after redo, so that no further take is ordered', async () => {
    const { made, server, call, run } = await filmed('create 2 quota');
    expect(await run()).toMatchObject({ code: 0 });
    const stopped = await call('redo', 'door', '--yes', '--no-stitch');
    expect(stopped.code).toBe(1);
    expect(stopped.stderr).toContain('[quota-spent]');
    expect(stopped.stderr).not.toContain('the same command');
    const again = commandIn(stopped.stderr, /`(storycut [^`]*run[^`]*)` tries again/);
    expect(again).toEqual(['run', '--provider', 'house']);
    expect(await call(...again, '--yes', '--no-stitch')).toMatchObject({ code: 0 });
    expect(await ordered(made)).toBe(1);
    expect(server.ledger.paid).toHaveLength(2);
  });

  it('is to run without the plan, which has moved', async () => {
    const { call } = await filmed('create 1 quota');
    await call('plan', '--provider', 'house', '--out', 'plan.json');
    const stopped = await call('run', '--plan', 'plan.json', '--yes', '--no-stitch');
    expect(stopped.stderr).toContain('[quota-spent]');
    const again = commandIn(stopped.stderr, /`(storycut [^`]*run[^`]*)` tries again/);
    expect(again).toEqual(['run', 'film.storyboard.yaml', '--provider', 'house']);
    expect(stopped.stderr).not.toContain('the same command');
    expect(await call(...again, '--yes', '--no-stitch')).toMatchObject({ code: 0 });
  });

  it('names no command that would order a take, whatever stops redo', async () => {
    const { call, run } = await filmed('create 2+ capacity');
    expect(await run()).toMatchObject({ code: 0 });
    const stopped = await call('redo', 'door', '--yes', '--no-stitch');
    expect(stopped.stderr).toContain(
      'help: Run `storycut --config config.yaml run --provider house` to try again.',
    );
  });

  it('is to answer, where nothing else would help', async () => {
    const { call, run } = await filmed('create 1 reset-after\nlist 1+ 403');
    const stopped = await run();
    expect(stopped.code).toBe(1);
    expect(stopped.stderr).toContain('✗ door  maybe accepted\n');
    expect(stopped.stderr).toContain('it waits for your answer');
    expect(stopped.stderr).not.toContain('tries again');
    expect((await call('status')).stdout).toContain('door  maybe accepted');
  });

  it('has the provider of the last run, after recover too', async () => {
    const { made, call, run } = await filmed('');
    expect(await run()).toMatchObject({ code: 0 });
    await rm(made.path('.storycut/journal.jsonl'));
    const recovered = await call('recover', '--yes');
    expect(recovered.stderr).toContain(
      '`storycut --config config.yaml run --provider house` continues the film.',
    );
  });

  it('is to name fewer segments where some were named, and never to name what was', async () => {
    const { made, call } = await filmed('');
    const priced = (cap: number) =>
      film
        .replace('max-cost: 2', `max-cost: ${cap}`)
        .replace(/( +- )\{ id: door(.*)\n/, '$1{ id: door$2\n$1{ id: gate$2\n')
        .replace('gate, prompt: A door', 'gate, prompt: A gate');
    await made.write('film.storyboard.yaml', priced(0.3));
    const plan = (...more: readonly string[]) => call('plan', '--provider', 'house', ...more);
    expect((await plan()).stderr).toContain('make less with `--only`');
    const both = await plan('--only', 'door', '--only', 'gate');
    expect(both.stderr).toContain('name fewer segments with `--only`');
    const one = await plan('--only', 'door');
    expect(one.stderr).toContain('help: Raise `budget.max-cost`, or rehearse with');
    await made.write('film.storyboard.yaml', film.replace('max-cost: 2', 'max-cost: 0.3'));
    expect((await plan()).stderr).toContain('help: Raise `budget.max-cost`, or rehearse with');
  });
});

it('a film that is beyond its budget and needs nothing is told so', async () => {
  const { made, run, call } = await filmed('');
  expect(await run()).toMatchObject({ code: 0 });
  await made.write('film.storyboard.yaml', film.replace('max-cost: 2', 'max-cost: 0.1'));
  const again = await run();
  expect(again.code).toBe(0);
  expect(again.stderr).toContain(
    "warning[over-budget]: This run needs nothing more, but $0.40 already spent or reserved is beyond the storyboard's budget of $0.10.",
  );
  const plan = await call('plan', '--provider', 'house');
  expect(plan.code).toBe(0);
  expect(plan.stderr).toContain('warning[over-budget]');
});
