import { err, ok } from '../../src/core/result.ts';
import type { Engine, Outcome } from '../../src/executor/engine.ts';
import { execute } from '../../src/executor/execute.ts';
import { judge } from '../../src/planner/state/judge.ts';
import { openStore } from '../../src/store/store.ts';
import { fixedRandom } from '../rig/fixed-random.ts';
import { planOf } from '../rig/plans.ts';
import { accountsOf, providerOf, telling } from './access.ts';
import { sha256 } from './disk.ts';
import type { Process } from './process.ts';
import { wantOf } from './studio.ts';
import type { World } from './world.ts';

export interface LifeSettings {
  /** Unique in its world. */
  readonly number: number;
  readonly concurrency: number;
  readonly keepGoing: boolean;
  readonly payAgain: boolean;
  readonly signal: AbortSignal;
}

export type LifeEnd =
  | { readonly kind: 'ended'; readonly outcome: Outcome }
  /** The store could not be opened. */
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'broken'; readonly error: unknown };

/** What one `storycut run` does, from the store to the clips: the real engine, planner, store and adapter. */
export async function live(world: World, process: Process, settings: LifeSettings): Promise<LifeEnd> {
  const { project } = process;
  const { concurrency, keepGoing, payAgain, signal } = settings;
  const files = world.disk.filesOf(process);
  const random = fixedRandom(settings.number);
  const opened = await openStore(project.folder, { clock: process.clock, random, files });
  if (!opened.ok) return { kind: 'refused', code: opened.error.code };
  const provider = providerOf(world, process);
  const jobs = judge(
    project.jobs,
    {
      holdings: opened.value.holdings('film'),
      payAgain: settings.payAgain,
      providers: new Map([['fake', provider.data]]),
    },
    { dollars: ({ seconds }) => seconds / 10, pace: () => 60 },
  );
  const accounts = await accountsOf(world, process, { provider, store: opened.value, signal });
  const { store } = accounts;
  const engine: Engine = {
    clock: process.clock,
    random: fixedRandom(1_000_000 + settings.number),
    store,
    provider: () => provider,
    takeFrame: async (video, png) => {
      await world.disk.write(
        process,
        png,
        Buffer.from(`frame of ${sha256(world.disk.read(video) ?? Buffer.from(''))}`),
      );
      return ok(undefined);
    },
    verify: async (file) => {
      await process.operate(() => undefined);
      const want = wantOf((world.disk.read(file) ?? '').toString());
      if (want === undefined) return err('it is not a video');
      return ok({ seconds: 4, frames: 96, size: { width: 1280, height: 720 }, hasAudio: false });
    },
    account: accounts.of,
    emit: telling(world, process),
  };
  try {
    const run = { storyboardName: 'film', concurrency, keepGoing, payAgain };
    const { maxCost } = project;
    const capped = maxCost === undefined ? run : { ...run, maxCost };
    const outcome = await execute(planOf(jobs), engine, capped, signal);
    await accounts.end();
    await store.close();
    return { kind: 'ended', outcome };
  } catch (error) {
    return { kind: 'broken', error };
  }
}
