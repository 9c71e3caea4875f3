import { err, ok } from '../../src/core/result.ts';
import type { Engine, Outcome } from '../../src/executor/engine.ts';
import { execute } from '../../src/executor/execute.ts';
import { judge } from '../../src/planner/state/judge.ts';
import type { ProviderData } from '../../src/providers/capabilities.ts';
import { discreet } from '../../src/providers/discreet.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { dialects } from '../../src/providers/videos-api/dialects.ts';
import { videosApiProvider } from '../../src/providers/videos-api/videos-api.ts';
import { openStore } from '../../src/store/store.ts';
import { fakeData } from '../rig/fake-provider.ts';
import { fixedRandom } from '../rig/fixed-random.ts';
import { planOf } from '../rig/plans.ts';
import { sha256 } from './disk.ts';
import type { Process } from './process.ts';
import { wantOf } from './studio.ts';
import { folder, key, type World } from './world.ts';

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
  const files = world.disk.filesOf(process);
  const random = fixedRandom(settings.number);
  const opened = await openStore(folder, { clock: process.clock, random, files });
  if (!opened.ok) return { kind: 'refused', code: opened.error.code };
  const store = opened.value;
  const provider = providerOf(world, process);
  const jobs = judge(
    world.jobs,
    {
      holdings: store.holdings('film'),
      payAgain: settings.payAgain,
      providers: new Map([['fake', provider.data]]),
    },
    { dollars: ({ seconds }) => seconds / 10, pace: () => 60 },
  );
  const { concurrency, keepGoing, payAgain, signal } = settings;
  const engine: Engine = {
    clock: process.clock,
    random: fixedRandom(1_000_000 + settings.number),
    store,
    provider: () => provider,
    lastFrame: async (video, png) => {
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
    emit: (event) => {
      const text = JSON.stringify(event);
      world.tell(`${process.name} says ${text.slice(0, 300)}`);
      if (text.includes(key.slice(0, 12))) world.violate('I13', `an event shows the key: ${text}`);
    },
  };
  try {
    const run = { storyboardName: 'film', concurrency, keepGoing, payAgain };
    const capped = world.maxCost === undefined ? run : { ...run, maxCost: world.maxCost };
    const outcome = await execute(planOf(jobs), engine, capped, signal);
    await store.close();
    return { kind: 'ended', outcome };
  } catch (error) {
    return { kind: 'broken', error };
  }
}

function providerOf(world: World, process: Process): Provider {
  const { list, within, failuresSaid, failuresCharged, tellsCost } = world.studio.weather;
  const data: ProviderData = {
    ...fakeData('fake'),
    address: 'https://studio.example/v1',
    ...(failuresSaid && { failures: failuresCharged ? ('charged' as const) : ('free' as const) }),
    ...(list !== 'none' && { lists: list === 'complete' ? { within } : {} }),
  };
  const calls = videosApiProvider({
    data,
    dialect: { ...dialects.openai, list: list !== 'none' },
    baseUrl: 'https://studio.example/v1',
    key,
    clock: process.clock,
    pollEvery: 30_000,
    ...(tellsCost && { charge: { at: 'usage.cost', perDollar: 1 } }),
    wire: world.network.wireOf(process, world.disk),
  });
  return discreet(data, calls, { key });
}
