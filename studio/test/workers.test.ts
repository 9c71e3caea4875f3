import { hostname } from 'node:os';
import type { QueuedOrder } from 'storycut/studio';
import { expect, onTestFinished, test } from 'vitest';
import type { Project, Running } from '../../test/rig/project.ts';
import { isLateNode } from './rig/late-node.ts';
import { file, film, type Machines, machines, on } from './rig/machines.ts';

/** A worker on a machine, and what it has said. */
function worker(
  machine: Project,
  ...flags: string[]
): Running & { said(): string; says(text: string): Promise<void> } {
  const running = machine.start('--config', 'config.yaml', 'worker', ...flags);
  onTestFinished(() => void running.child.kill('SIGKILL'));
  let said = '';
  running.child.stderr?.on('data', (text: string) => {
    said += text;
  });
  return {
    ...running,
    said: () => said,
    says: (text) => until(() => said.includes(text)),
  };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
}

const stop = async (running: Running): Promise<void> => {
  running.child.kill('SIGINT');
  const { code, stderr } = await running.ended;
  expect(code, stderr).toBe(130);
};

const orders = async (machine: Project): Promise<readonly QueuedOrder[]> =>
  JSON.parse((await on(machine, 'studio', 'queue', '--json')).stdout).orders;

async function twoMachines(
  options: Parameters<typeof machines>[0],
): Promise<Machines & { a: Project; b: Project }> {
  const studio = await machines(options);
  return { ...studio, a: await studio.machine(), b: await studio.machine() };
}

test.skipIf(!isLateNode)('a film that was submitted is made by a worker, and no other takes it', async () => {
  const { a, b, created } = await twoMachines({});
  const [one, two] = [worker(a), worker(b)];
  await Promise.all([one.says('Taking films'), two.says('Taking films')]);
  const submitted = await on(a, 'submit', file, '--yes');
  expect(submitted.stderr).toContain('ferry/sea.storyboard.yaml is submitted to the studio');
  await until(async () => (await orders(a))[0]?.state === 'finished');
  expect(`${one.said()}${two.said()}`.split('→ ferry/sea.storyboard.yaml')).toHaveLength(2);
  expect(await created()).toBe(3);
  const all = await on(b, 'status', '--all');
  expect(all.stdout).toMatch(/^ +ferry\/sea +\$1\.20 +3 made +finished since 20/m);
  expect(all.stdout).toMatch(/^ +http:\/\/127\.0\.0\.1:\d+\S* +(3 submissions in the last minute)?/m);
  await Promise.all([one, two].map(stop));
});

test.skipIf(!isLateNode)(
  'a film whose worker dies is taken over by another, and nothing is paid twice',
  async () => {
    const { a, b, created, rows } = await twoMachines({ jobSeconds: 20 });
    const [one, two] = [worker(a), worker(b)];
    await Promise.all([one.says('Taking films'), two.says('Taking films')]);
    await on(a, 'submit', file, '--yes');
    await until(
      async () => (await rows(`select id from storycut.attempt where remote is not null`)).length > 1,
    );
    const [dead, alive] = one.said().includes('→') ? [one, two] : [two, one];
    dead.child.kill('SIGKILL');
    await dead.ended;
    await alive.says('✓ ferry/sea.storyboard.yaml');
    expect(await created()).toBe(3);
    await stop(alive);
  },
);

test.skipIf(!isLateNode)('a worker that is stopped leaves its film to others', async () => {
  const { a, b, created } = await twoMachines({ jobSeconds: 10 });
  const one = worker(a);
  await one.says('Taking films');
  await on(a, 'submit', file, '--yes');
  await one.says('→ ferry/sea.storyboard.yaml');
  const two = worker(b);
  await two.says('Taking films');
  await stop(one);
  await two.says('✓ ferry/sea.storyboard.yaml');
  expect(await created()).toBe(3);
  await stop(two);
});

test.skipIf(!isLateNode)(
  'a machine with another storyboard, or without a key, leaves a film to one that has what it needs',
  async () => {
    const { a, b, machine, created } = await twoMachines({ jobSeconds: 10 });
    const c = await machine();
    await a.write('config.yaml', (await a.read('config.yaml')).replace('HOUSE_KEY', 'NOBODYS_KEY'));
    await b.write(file, film.replace('A gull', 'Two gulls'));
    await on(c, 'submit', file, '--yes');
    const two = worker(b);
    await until(async () => (await orders(c))[0]?.why !== null);
    const other = 'The storyboard on this machine is not the one that was submitted.';
    expect((await orders(c))[0]).toMatchObject({ state: 'waiting', why: `${hostname()}: ${other}` });
    const one = worker(a);
    await one.says('left to other workers: house needs a key');
    const three = worker(c);
    await three.says('→ ferry/sea.storyboard.yaml');
    expect((await orders(c))[0]).toMatchObject({
      state: 'being-made',
      machine: expect.stringMatching(new RegExp(`^${hostname()} \\(process \\d+\\)$`)),
    });
    expect((await on(c, 'studio', 'queue')).stdout).toContain(`being made on ${hostname()} (process `);
    await until(async () => (await orders(c))[0]?.state === 'finished');
    expect(await created()).toBe(3);
    await Promise.all([one, two, three].map(stop));
  },
);

test.skipIf(!isLateNode)('what no machine can make is refused in the end, and says why', async () => {
  const { a, b, rows, created } = await twoMachines({});
  await on(a, 'submit', file, '--yes');
  const passed = { [hostname()]: { times: 39, why: 'The key is refused.' } };
  await rows(`update storycut_orders.job set output = '${JSON.stringify({ passed })}'`);
  await b.write(file, film.replace('A gull', 'Two gulls'));
  const two = worker(b);
  await until(async () => (await orders(a))[0]?.state === 'refused');
  expect((await orders(a))[0]?.why).toContain(
    'The storyboard on this machine is not the one that was submitted.',
  );
  expect(await created()).toBe(0);
  await stop(two);
});

test.skipIf(!isLateNode)('a worker makes so many films at once, whatever their projects', async () => {
  const { a, created } = await twoMachines({ jobSeconds: 2 });
  const config = await a.read('config.yaml');
  await a.write('config.yaml', config.replace('ferry: ./ferry', 'ferry: ./ferry, train: ./train'));
  const train = 'train/sea.storyboard.yaml';
  await a.write(train, film.replaceAll(' in the ', ' near the ').replace('A gull', 'Two gulls'));
  for (const one of [file, train]) await on(a, 'submit', one, '--yes');
  const one = worker(a, '--films', '1');
  await until(() => one.said().split('✓').length > 2);
  expect(one.said().match(/[→✓]/g)).toEqual(['→', '✓', '→', '✓']);
  expect(await created()).toBe(6);
  await stop(one);
});

test.skipIf(!isLateNode)('what was agreed to holds however many machines it takes', async () => {
  const { a, b, rows } = await twoMachines({ jobSeconds: 3, faults: 'create "gull" 1-4 failed' });
  const spent = async (): Promise<number> =>
    Number((await rows<{ sum: string }>('select sum(committed) from storycut.attempt'))[0]?.sum ?? 0) / 1e6;
  await on(a, 'submit', file, '--yes');
  const one = worker(a, '--concurrency', '1');
  // Its first job has failed, and is tried again.
  await until(async () => (await spent()) > 0.5);
  await stop(one);
  const two = worker(b);
  await until(async () => !['waiting', 'being-made'].includes((await orders(a))[0]?.state ?? ''));
  expect((await orders(a))[0]).toMatchObject({ state: 'refused', why: 'It costs more than was agreed to.' });
  expect(await spent()).toBeLessThanOrEqual(1.2);
  await stop(two);
});

test.skipIf(!isLateNode)('a film is withdrawn, and needs consent to its price', async () => {
  const { a, created } = await twoMachines({});
  const unasked = await on(a, 'submit', file);
  expect([unasked.code, unasked.stderr]).toEqual([2, expect.stringContaining('this film costs $1.20')]);
  await on(a, 'submit', file, '--yes');
  const again = await on(a, 'submit', file, '--yes');
  expect(again.stderr).toContain('is waiting or being made already');
  const withdrawn = await on(a, 'submit', file, '--withdraw');
  expect(withdrawn.stderr).toContain('ferry/sea.storyboard.yaml is withdrawn');
  const nothing = await on(a, 'submit', file, '--withdraw');
  expect(nothing.stderr).toContain('is neither waiting nor being made');
  expect(await created()).toBe(0);
});

test.skipIf(isLateNode)('an old Node says that it is too old for orders, and what else to do', async () => {
  const { a } = await twoMachines({});
  const { code, stderr } = await on(a, 'submit', file, '--yes');
  expect(code).toBe(3);
  expect(stderr).toContain('error[studio-not-installed]: Orders of a studio need Node 22.12 or later');
});
