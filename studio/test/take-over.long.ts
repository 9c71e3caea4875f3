import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { isLateNode } from './rig/late-node.ts';
import { prepareGround } from './storm/ground.ts';
import { type Started, starter } from './storm/processes.ts';

/** Milliseconds within which a film of a dead machine is another's. */
const WITHIN = 30_000;
/** How long a film is watched whose machine lives: several times as long as it takes to take a film over. */
const WATCHED = 90_000;

const begins = ({ said }: Started): number => said().split('→').length - 1;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(50);
}

test.skipIf(!isLateNode)(
  'a film of a machine that dies or stands still is taken over within half a minute; of one that lives, never',
  async () => {
    const films = { films: 1, shots: 2, common: 0, faults: '' };
    const ground = await prepareGround(films, { jobSeconds: 3600 });
    onTestFinished(ground.remove);
    const start = starter(1);
    const machine = (n: number): string => ground.folders[n] ?? '';
    const workers = ground.folders.map((folder) => start(folder, 'worker'));
    onTestFinished(async () => {
      for (const { child } of workers) child.kill('SIGKILL');
      await Promise.all(workers.map(({ ended }) => ended));
    });
    await until(() => workers.every(({ said }) => said().includes('Taking films')));
    await start(machine(0), 'submit', ground.storyboards[0] ?? '', '--yes').ended;
    await until(() => ground.served.ledger.paid.length === films.shots);
    await sleep(WATCHED);
    expect(workers.map(begins).toSorted()).toEqual([0, 0, 1]);

    let maker = workers.findIndex((one) => begins(one) === 1);
    const took = { SIGKILL: [] as number[], SIGSTOP: [] as number[] };
    for (const signal of ['SIGKILL', 'SIGSTOP'] as const)
      for (let n = 0; n < 5; n++) {
        const before = workers.map(begins);
        const hit = workers[maker] as Started;
        const at = performance.now();
        hit.child.kill(signal);
        const next = (): number =>
          workers.findIndex((one, m) => m !== maker && begins(one) > (before[m] ?? 0));
        await until(() => next() >= 0);
        took[signal].push(Math.round(performance.now() - at) / 1000);
        const taker = next();
        if (signal === 'SIGSTOP') {
          hit.child.kill('SIGCONT');
          await until(() => hit.said().endsWith('left to other workers\n'));
        } else {
          workers[maker] = start(machine(maker), 'worker');
        }
        await sleep(2000);
        maker = taker;
      }
    console.log(JSON.stringify(took));
    expect(Math.max(...took.SIGKILL, ...took.SIGSTOP)).toBeLessThan(WITHIN / 1000);
    expect(ground.served.ledger.paid).toHaveLength(films.shots);
  },
);
