import { expect, test } from 'vitest';
import { printedRandom } from '../../test/rig/printed-random.ts';
import type { Project, Running } from '../../test/rig/project.ts';
import { isLateNode } from './rig/late-node.ts';
import { file } from './rig/machines.ts';
import { type Postgres, startPostgres } from './rig/postgres.ts';
import { filmOf, stop, wavesStudio, worker } from './rig/waves.ts';

const films = 8;
const workers = 3;

type Chance = () => number;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Kills a process at once; `all`: together with its ffmpegs, as a power cut would. */
async function kill({ child, ended }: Running, all: boolean): Promise<void> {
  if (child.pid !== undefined && child.exitCode === null)
    process.kill(all ? -child.pid : child.pid, 'SIGKILL');
  await ended;
}

async function standStill({ child }: Running, ms: number): Promise<void> {
  child.kill('SIGSTOP');
  await pause(ms);
  child.kill('SIGCONT');
}

interface Weather {
  readonly next: Chance;
  readonly postgres: Postgres;
  readonly machine: () => Promise<Project>;
  readonly counts: Record<string, number>;
}

/** One thing that happens to the workers or the database, while a film is cut. */
async function strike(crew: Running[], { next, postgres, machine, counts }: Weather): Promise<void> {
  const at = Math.floor(next() * crew.length);
  const one = crew[at];
  if (one === undefined) return;
  const kind = next();
  if (kind < 0.5) {
    counts.killed = (counts.killed ?? 0) + 1;
    await kill(one, next() < 0.5);
    crew[at] = await worker(await machine());
  } else if (kind < 0.85) {
    counts.stopped = (counts.stopped ?? 0) + 1;
    await standStill(one, next() * 15_000);
  } else {
    counts.away = (counts.away ?? 0) + 1;
    await postgres.kill();
    await pause(next() * 12_000);
    await postgres.start();
  }
}

test.skipIf(!isLateNode)(
  'films whose machines die, stand still and lose the database have the bytes of one machine’s',
  async () => {
    const { next } = printedRandom();
    const postgres = await startPostgres();
    const counts: Record<string, number> = {};
    try {
      const { machine, alone } = await wavesStudio({ url: postgres.url() });
      const crew: Running[] = [];
      while (crew.length < workers) crew.push(await worker(await machine()));
      for (let film = 0; film < films; film++) {
        const a = await machine();
        const cutting = { done: false };
        const cut = (async () => {
          for (;;) {
            const running = a.start('--config', 'config.yaml', 'stitch', file);
            const dies =
              next() < 0.4 ? pause(1000 + next() * 8000).then(() => kill(running, true)) : undefined;
            const { code, stderr } = await running.ended;
            await dies;
            if (code === 0) break;
            expect(code, stderr).toBeNull();
            counts.cuts = (counts.cuts ?? 0) + 1;
          }
          cutting.done = true;
        })();
        while (!cutting.done) {
          await pause(300 + next() * 1500);
          await strike(crew, { next, postgres, machine, counts });
        }
        await cut;
        expect(alone.equals(await filmOf(a)), `film ${film}`).toBe(true);
      }
      await Promise.all(crew.map(stop));
      console.log(JSON.stringify({ films, ...counts }));
    } finally {
      await postgres.remove();
    }
  },
);
