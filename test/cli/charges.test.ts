import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type Project, project } from '../rig/project.ts';
import { scriptedServer } from '../rig/scripted-server.ts';
import { houseConfig } from '../rig/served-config.ts';
import { sandbox } from '../sandbox/sandbox.ts';

const film = `storyboard: 1
title: A Door
format: { size: 1280x720, fps: 24 }
budget: { max-cost: 0.8 }
scenes:
  - id: only
    segments:
      - { id: door, prompt: A door, duration: 4, attempts: 1, fallbacks: [A gate, A hatch] }
      - { id: sea, prompt: The sea, duration: 4, attempts: 1 }
`;

interface Server {
  readonly dialect?: 'openai' | 'openrouter' | 'newapi';
  readonly faults?: string;
  /** Lines of its entry. */
  readonly entry?: readonly string[];
}

/** The film, whose one provider asks 0.1 a second, and what was paid there. */
async function filmed({ dialect = 'openai', faults = '', entry = [] }: Server) {
  const server = await sandbox({ service: dialect, faults });
  const config = houseConfig({ url: server.url, dialect, entry, model: ', first-frame: any' });
  const made = await project({ 'film.storyboard.yaml': film, 'config.yaml': config });
  const call = (...args: readonly string[]) => made.call('--config', 'config.yaml', ...args);
  return { made, server, call, run: () => call('run', '--provider', 'house', '--yes', '--no-stitch') };
}

async function sums({ call }: { call: Project['call'] }): Promise<unknown> {
  const { stdout } = await call('status', '--json');
  const { spent, planned, lost, reserved, maybeCharged } = JSON.parse(stdout);
  return { spent, planned, lost, reserved, maybeCharged };
}

const nothing = { spent: 0, planned: 0, lost: 0, reserved: 0, maybeCharged: 0 };

describe('jobs that fail at a server which does not say that this is free', () => {
  const faults = 'create 1+ failed';

  it('count toward the budget, until a person says what they were charged', async () => {
    const at = await filmed({ faults });
    const run = await at.run();
    expect(run.code).toBe(1);
    expect(at.server.ledger.paid).toHaveLength(2);
    expect(run.stderr).toContain('; $0.80 may have been charged for failed jobs.');
    expect(await sums(at)).toEqual({ ...nothing, maybeCharged: 0.8 });
    const again = await at.run();
    expect(again.code).toBe(2);
    expect(again.stderr).toContain(
      'This run needs $0.80; with $0.80 already spent or reserved, $0.80 of it for failed jobs that may have been charged, that exceeds',
    );
    expect(at.server.ledger.paid).toHaveLength(2);

    const { stdout } = await at.call('status');
    expect(stdout).toMatch(/^ +door +failed +\$0\.[48]0 maybe charged /m);
    expect(stdout).toContain('nothing spent so far, $0.80 may have been charged for failed jobs.');
    const said = await at.call('resolve', '*', '--charged', '0.4');
    expect(said, said.stderr).toMatchObject({ code: 0 });
    expect(said.stderr).toContain(
      '$0.40 was charged for 2 failed jobs; that counts now instead of the price.',
    );
    expect(await sums(at)).toEqual({ ...nothing, spent: 0.4, planned: 0.4, lost: 0.4 });
    for (const implausible of [`1${'0'.repeat(308)}`, '20000.01', '0.000000001']) {
      const refused = await at.call('resolve', '*', '--charged', implausible);
      expect(refused.stderr).toContain('[answer-misfit]');
      expect(refused.code).toBe(2);
    }
    expect(await sums(at)).toEqual({ ...nothing, spent: 0.4, planned: 0.4, lost: 0.4 });
    await at.call('resolve', '*', '--charged', '0.000001');
    expect(await sums(at)).toEqual({ ...nothing, spent: 1e-6, planned: 1e-6, lost: 1e-6 });
    await at.call('resolve', '*', '--charged', '0');
    expect(await sums(at)).toEqual(nothing);
  });

  it('are free where the config file says so', async () => {
    const at = await filmed({ faults, entry: ['failures: free'] });
    expect((await at.run()).code).toBe(1);
    expect(at.server.ledger.paid.length).toBeGreaterThan(2);
    expect(await sums(at)).toEqual(nothing);
    expect((await at.call('resolve', 'door', '--charged', '1')).stderr).toContain('[nothing-to-resolve]');
  });
});

describe('a server that says what it charged, in US dollars', () => {
  it('is believed, and the price stays known', async () => {
    const at = await filmed({ dialect: 'openrouter' });
    await at.made.write(
      'config.yaml',
      (await at.made.read('config.yaml')).replace('price: 0.1', 'price: 0.11'),
    );
    await at.made.write('film.storyboard.yaml', film.replace('0.8', '1'));
    const run = await at.run();
    expect(run.stderr).toMatch(/✓ door {2}made in .*, charged \$0\.40 instead of \$0\.44\n/);
    expect(run.stderr).toContain('; spent $0.80 (planned $0.88).\n');
    expect(run.code, run.stderr).toBe(0);
    expect(await sums(at)).toEqual({ ...nothing, spent: 0.8, planned: 0.88 });
    expect((await at.call('status')).stdout).toContain('$0.80 (planned $0.88) spent so far.');
    expect((await at.call('plan', '--provider', 'house')).stdout).toContain(
      'spent so far $0.80 (planned $0.88)',
    );
  });

  it.each([['-1'], ['1e999']])('is not believed, and that is reported, where it says %s', async (cost) => {
    const at = await filmed({ entry: ['charged-at: usage.cost'] });
    const job = { id: 'video_1', status: 'failed', error: { message: 'No.' } };
    const server = await scriptedServer((_, response) => {
      const body = JSON.stringify({ ...job, usage: { cost: 'COST' } }).replace('"COST"', cost);
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    });
    await at.made.write(
      'config.yaml',
      (await at.made.read('config.yaml')).replace(at.server.url, `${server.url}/v1`),
    );
    const run = await at.call('run', '--provider', 'house', '--yes', '--no-stitch', '--only', 'sea');
    expect(run.stderr).toContain(`says that it charged ${Number(cost)} US dollars for sea`);
    expect(await sums(at)).toEqual({ ...nothing, maybeCharged: 0.4 });
  });
});

describe('the ledger', () => {
  const faults = 'create "A door" 1 failed\ncreate "A gate" 1 429\ncreate "The sea" 1 reset-after';

  it('has each attempt with what it was charged, as the page on it says', async () => {
    const at = await filmed({ dialect: 'newapi', faults });
    await at.made.write('film.storyboard.yaml', film.replace('0.8', '2').replace('A gate', 'A hatch'));
    await at.run();
    const status = JSON.parse((await at.call('status', '--json')).stdout);
    const [failed, sea, made] = ['failed', 'unanswered', 'made'].map((state) =>
      status.attempts.find((attempt: { state: string }) => attempt.state === state),
    );
    const request = { provider: 'house', model: 'sora-2', kind: 'generate', storyboard: 'film', price: 0.4 };
    const time = /^2\d{3}-\d\d-\d\dT[\d:.]+Z$/;
    expect(failed).toMatchObject({
      ...{ ...request, segment: 'door', take: 1, link: 1, state: 'failed', charged: null, chargedBy: null },
      ...{ spent: 0, lost: 0, reserved: 0, maybeCharged: 0.4, clip: null },
      message: expect.stringContaining('Video generation failed.'),
    });
    expect([failed.submitted, failed.accepted, failed.ended].every((at) => time.test(at))).toBe(true);
    expect(failed.remote).toBe(at.server.ledger.paid[0]?.id);
    expect(sea).toMatchObject({
      ...{ ...request, segment: 'sea', state: 'unanswered', remote: null, accepted: null, ended: null },
      ...{ spent: 0, lost: 0, reserved: 0.4, maybeCharged: 0, clip: null, message: null },
    });
    expect(made).toMatchObject({
      ...{ ...request, segment: 'door', state: 'made', spent: 0.4, reserved: 0, maybeCharged: 0 },
      clip: status.segments[0].takes[0].clip,
    });
    expect(made.request).toBe(failed.request);
    expect(status.segments).toMatchObject([
      {
        ...{ id: 'door', spent: 0.4, lost: 0, reserved: 0, maybeCharged: 0.4 },
        takes: [{ take: 1, cost: 0.4, spent: 0.4, lost: 0, reserved: 0, maybeCharged: 0.4 }],
      },
      { id: 'sea', spent: 0, lost: 0, reserved: 0.4, maybeCharged: 0 },
    ]);

    const page = await readFile(new URL('../../docs/reliability.md', import.meta.url), 'utf8');
    const [, table = ''] = /### The ledger\n.*?\n\| member [^\n]*\n(.*?)\n\n/s.exec(page) ?? [];
    const members = table.split('\n').flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)]);
    expect(members.map(([, name]) => name).sort()).toEqual(Object.keys(made).sort());
  });

  it('follows a segment to its new name, and keeps what nothing asks for any more', async () => {
    const at = await filmed({ faults: 'create "A door" 1 failed' });
    await at.made.write('film.storyboard.yaml', film.replace('0.8', '2'));
    await at.run();
    await at.made.write(
      'film.storyboard.yaml',
      film.replace('0.8', '2').replace('id: door', 'id: gate').replace('The sea', 'The lake'),
    );
    const all = JSON.parse((await at.call('status', '--json')).stdout);
    expect(all.segments).toMatchObject([
      { id: 'gate', spent: 0.4, maybeCharged: 0.4 },
      { id: 'sea', state: 'changed', spent: 0.4 },
    ]);
    expect(all.attempts.map(({ segment }: { segment: string }) => segment).sort()).toEqual([
      'gate',
      'gate',
      'sea',
    ]);
    expect(all.elsewhere).toEqual({ spent: 0, lost: 0, reserved: 0, maybeCharged: 0 });
    const one = JSON.parse((await at.call('status', 'gate', '--json')).stdout);
    expect(one.attempts).toHaveLength(2);
    await at.made.write(
      'film.storyboard.yaml',
      (await at.made.read('film.storyboard.yaml')).replace('id: sea', 'id: lake'),
    );
    expect((await at.call('status')).stdout).toContain('$0.40 of it on segments that are no longer there');
  });
});
