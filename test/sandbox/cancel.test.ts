import { expect, it, onTestFinished, vi } from 'vitest';
import { machine } from '../../src/project/machine/machine.ts';
import { runFilm } from '../../src/project/run/run.ts';
import type { Sandbox, SandboxSettings } from '../../src/sandbox/serve.ts';
import { type Project, project } from '../rig/project.ts';
import { call, clock, sandbox } from './sandbox.ts';

type Service = 'runway' | 'fal' | 'gemini' | 'byteplus' | 'xai';

const variables: Readonly<Record<Service, readonly [key: string, url: string]>> = {
  runway: ['RUNWAYML_API_SECRET', 'RUNWAYML_BASE_URL'],
  fal: ['FAL_KEY', 'FAL_BASE_URL'],
  gemini: ['GEMINI_API_KEY', 'GEMINI_BASE_URL'],
  byteplus: ['ARK_API_KEY', 'ARK_BASE_URL'],
  xai: ['XAI_API_KEY', 'XAI_BASE_URL'],
};

const filmAt = (service: Service) => `storyboard: 1
title: The lamp
provider: ${service}
scenes:
  - id: lamp
    segments:
      - { id: dusk, prompt: A lighthouse at dusk, duration: 4 }
`;

type Settings = Partial<Pick<SandboxSettings, 'jobSeconds' | 'clock'>>;

/** A service that is asked with its key from now on. */
async function serving(service: Service, settings: Settings): Promise<Sandbox> {
  const server = await sandbox({ service, ...settings });
  const [key, url] = variables[service];
  vi.stubEnv(key, service === 'runway' ? `key_${'0'.repeat(128)}` : 'anything');
  vi.stubEnv(url, server.url);
  onTestFinished(() => void vi.unstubAllEnvs());
  return server;
}

/** Runs the film until this server has accepted a job. */
async function runUntilPaid({ folder }: Project, server: Sandbox): Promise<void> {
  const stop = new AbortController();
  const world = machine({ cwd: folder, env: process.env, emit: () => undefined });
  const run = runFilm(world, { consent: async () => true }, stop.signal);
  while (server.ledger.paid.length === 0) await clock.sleep(10);
  stop.abort();
  expect(await run).toMatchObject({ kind: 'interrupted' });
}

/** A film whose one job was accepted, by a run that was stopped then. */
async function inFlight(service: Service, settings: Settings) {
  const server = await serving(service, settings);
  const made = await project({ 'lamp.storyboard.yaml': filmAt(service) });
  await runUntilPaid(made, server);
  const sums = async () => {
    const { spent, reserved, maybeCharged } = JSON.parse((await made.call('status', '--json')).stdout);
    return { spent, reserved, maybeCharged };
  };
  return { made, server, sums };
}

const waiting = { jobSeconds: 1000 };

/** A job that is being made, and will be for ten minutes: jobs wait for a tenth of their time. */
async function beingMade(service: 'runway' | 'byteplus') {
  let passed = 0;
  const flight = await inFlight(service, {
    ...waiting,
    clock: { ...clock, now: () => clock.now() + passed },
  });
  passed = 400_000;
  await seen(flight.server, paths[service], /running/i);
  return flight;
}

it.each<Service>(['runway', 'byteplus', 'fal', 'gemini'])(
  'a job that waits at %s is cancelled, and what it was charged is not guessed',
  async (service) => {
    const { made, server, sums } = await inFlight(service, waiting);
    const before = await sums();
    expect(before.reserved).toBeGreaterThan(0);
    const { code, stderr } = await made.call('cancel', 'dusk');
    expect(stderr).toMatch(/^dusk {2}cancelled/);
    expect(code).toBe(0);
    expect(server.ledger.paid.map(({ cost }) => cost)).toEqual([0]);
    const told = /nothing charged/.test(stderr);
    expect(await sums()).toEqual({ spent: 0, reserved: 0, maybeCharged: told ? 0 : before.reserved });
    if (!told) expect(stderr).toContain('`storycut resolve SEGMENT --charged USD` says what it was');
    expect((await made.call('cancel', 'dusk')).stderr).toContain('nothing-in-flight');
  },
);

const paths = { runway: '/v1/tasks/', byteplus: '/contents/generations/tasks/' };

/** Waits until the one job there is told of in this way. */
async function seen(server: Sandbox, path: string, state: RegExp): Promise<void> {
  const [job] = server.ledger.paid;
  for (;;) {
    const { body } = await call(server, 'GET', `${path}${job?.id}`, undefined, {
      ...{ authorization: `Bearer key_${'0'.repeat(128)}`, 'x-runway-version': '2024-11-06' },
    });
    if (state.test(String(body.status))) return;
    await clock.sleep(10);
  }
}

it.each<'runway' | 'byteplus'>(['runway', 'byteplus'])(
  'a job that is being made at %s goes on, since it could end in that moment, and be deleted',
  async (service) => {
    const { made, server, sums } = await beingMade(service);
    const before = await sums();
    const { code, stderr } = await made.call('cancel', 'd*');
    expect(code).toBe(1);
    expect(stderr).toContain(`dusk  not cancelled: ${service} is making it already`);
    expect(await sums()).toEqual(before);
    expect(server.ledger.requests.filter(({ operation }) => operation === 'delete')).toEqual([]);
  },
);

it('a job that is being made at runway is cancelled if a person says so, and may have been charged', async () => {
  const { made, server, sums } = await beingMade('runway');
  const before = await sums();
  expect((await made.call('cancel', 'dusk')).stderr).toContain('--running cancels it all the same');
  const { code, stderr } = await made.call('cancel', 'dusk', '--running');
  expect([code, stderr]).toEqual([0, expect.stringMatching(/^dusk {2}cancelled\n/)]);
  expect(await sums()).toEqual({ spent: 0, reserved: 0, maybeCharged: before.reserved });
  expect(server.ledger.paid).toHaveLength(1);
});

it('one that byteplus is making goes on whatever a person says: it can not be cancelled there', async () => {
  const { made, server } = await beingMade('byteplus');
  const { code, stderr } = await made.call('cancel', 'dusk', '--running');
  expect([code, stderr]).toEqual([1, expect.stringContaining('byteplus is making it already')]);
  expect(server.ledger.requests.filter(({ operation }) => operation === 'delete')).toEqual([]);
});

it('nothing is cancelled unless the providers of all jobs can be asked', async () => {
  const { made, server, sums } = await inFlight('runway', waiting);
  await made.write(
    'lamp.storyboard.yaml',
    `${filmAt('runway')}      - { id: dawn, prompt: Dawn, duration: 4, provider: fal }\n`,
  );
  await runUntilPaid(made, await serving('fal', waiting));
  const before = await sums();
  vi.stubEnv('FAL_KEY', '');
  const { code, stderr } = await made.call('cancel', 'd*');
  expect([code, stderr]).toEqual([3, expect.stringContaining('FAL_KEY')]);
  expect(server.ledger.requests.map(({ method }) => method)).not.toContain('DELETE');
  expect(await sums()).toEqual(before);
});

it('one that has ended keeps its footage, which the next run fetches', async () => {
  const { made, server } = await inFlight('runway', {});
  await seen(server, paths.runway, /succeeded/i);
  const { code, stderr } = await made.call('cancel', 'dusk');
  expect([code, stderr]).toEqual([1, expect.stringContaining('not cancelled: it has ended already')]);
  expect((await made.call('run', '--yes', '--no-stitch')).code).toBe(0);
  expect(server.ledger.paid).toHaveLength(1);
});

it('a service that cancels nothing is not asked', async () => {
  const { made } = await inFlight('xai', waiting);
  const { code, stderr } = await made.call('cancel', 'dusk');
  expect([code, stderr]).toEqual([1, expect.stringContaining('xai has no way to cancel jobs')]);
});
