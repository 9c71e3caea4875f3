import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Project, project } from '../rig/project.ts';
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
  readonly dialect?: 'openai' | 'openrouter';
  readonly faults?: string;
  /** Lines of its entry. */
  readonly entry?: readonly string[];
}

/** The film, whose one provider asks 0.1 a second, and what was paid there. */
async function filmed({ dialect = 'openai', faults = '', entry = [] }: Server) {
  vi.stubEnv('HOUSE_KEY', 'anything');
  onTestFinished(() => void vi.unstubAllEnvs());
  const server = await sandbox({ dialect, faults });
  const config = `config: 1
providers:
  house:
    dialect: ${dialect}
    base-url: ${server.url}
    key: { env: HOUSE_KEY }
    poll-every: 0.1
${entry.map((line) => `    ${line}\n`).join('')}    models: { sora-2: { like: sora-2, price: 0.1, first-frame: any } }
`;
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
    expect(stdout).toContain('nothing spent so far, $0.80 may have been charged for failed jobs.');
    const said = await at.call('resolve', '*', '--charged', '0.4');
    expect(said, said.stderr).toMatchObject({ code: 0 });
    expect(said.stderr).toContain(
      '$0.40 was charged for 2 failed jobs; that counts now instead of the price.',
    );
    expect(await sums(at)).toEqual({ ...nothing, spent: 0.4, planned: 0.4, lost: 0.4 });
    expect((await at.call('resolve', 'door', '--charged', '0')).stderr).toContain('[nothing-to-resolve]');
  });

  it('are free where the config file says so', async () => {
    const at = await filmed({ faults, entry: ['failures: free'] });
    expect((await at.run()).code).toBe(1);
    expect(at.server.ledger.paid.length).toBeGreaterThan(2);
    expect(await sums(at)).toEqual(nothing);
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
});
