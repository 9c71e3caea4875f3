import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashOf } from '../../src/core/canonical.ts';
import type { Event } from '../../src/core/event.ts';
import { err, ok } from '../../src/core/result.ts';
import type { Engine, Outcome, RunSettings } from '../../src/executor/engine.ts';
import { execute } from '../../src/executor/execute.ts';
import type { Job, Plan } from '../../src/planner/plan.ts';
import type { Provider } from '../../src/providers/provider.ts';
import type { Files } from '../../src/store/files.ts';
import type { Store } from '../../src/store/store.ts';
import { fixedRandom } from './fixed-random.ts';
import { planOf, withStates } from './plans.ts';
import { openTestStore } from './test-store.ts';
import { virtualClock } from './virtual-clock.ts';

/** A real store in a folder of its own, with everything around it to run plans at fake providers. */
export interface Bench {
  readonly folder: string;
  /** Opens the store, runs, closes it: one process's life. */
  run(plan: Plan, provider: Provider, options?: RunOptions): Promise<Ran>;
  open(files?: Files): Promise<Store>;
  /** The plan as it would be made now, with what is in the store marked as cached. */
  planned(jobs: readonly Job[], files?: Plan['files']): Promise<Plan>;
  remove(): Promise<void>;
}

export interface RunOptions extends Partial<RunSettings> {
  readonly signal?: AbortSignal;
  readonly files?: Files;
  readonly onEvent?: (event: Event) => void;
  readonly engine?: Partial<Engine>;
  /** What the store is like that it runs with. */
  readonly storeAs?: (store: Store) => Store;
}

export interface Ran {
  readonly outcome: Outcome;
  readonly events: readonly Event[];
  of<Type extends Event['type']>(type: Type): readonly Extract<Event, { type: Type }>[];
}

export async function engineBench(): Promise<Bench> {
  const root = await mkdtemp(join(tmpdir(), 'storycut-engine-'));
  const folder = join(root, '.storycut');
  let lives = 0;

  const open = async (files?: Files): Promise<Store> => {
    const clock = virtualClock(Date.UTC(2026, 0, ++lives));
    const opened = await openTestStore(folder, {
      clock,
      random: fixedRandom(lives),
      ...(files && { files }),
    });
    if (!opened.ok) throw new Error(opened.error.message);
    return opened.value;
  };

  return {
    folder,
    open,
    async planned(jobs, files) {
      const store = await open();
      const marked = withStates(jobs, store.holdings('film'));
      await store.close();
      return planOf(marked, files);
    },
    remove: () => rm(root, { recursive: true, force: true }),
    async run(plan, provider, { signal, files, onEvent, engine, storeAs, ...settings } = {}) {
      const opened = await open(files);
      const store = storeAs?.(opened) ?? opened;
      const events: Event[] = [];
      const clock = engine?.clock ?? virtualClock(Date.UTC(2026, 0, lives));
      if ('clock' in provider) provider.clock = clock;
      const outcome = await execute(
        plan,
        {
          clock,
          random: fixedRandom(1000 + lives),
          store,
          provider: (name) => (name === provider.data.name ? provider : undefined),
          takeFrame,
          verify: verifyFootage,
          emit(event) {
            events.push(event);
            onEvent?.(event);
          },
          ...engine,
        },
        { storyboardName: 'film', concurrency: 2, keepGoing: true, payAgain: false, ...settings },
        signal ?? new AbortController().signal,
      ).finally(() => opened.close());
      return {
        outcome,
        events,
        of: (type) =>
          events.filter((event): event is Extract<Event, { type: typeof type }> => event.type === type),
      };
    },
  };
}

const verifyFootage: Engine['verify'] = async (file) => {
  const text = await readFile(file, 'utf8');
  if (!text.startsWith('footage ')) return err('it is no footage');
  return ok({ seconds: 4, frames: 96, size: { width: 1280, height: 720 }, hasAudio: false });
};

const takeFrame: Engine['takeFrame'] = async (video, png) => {
  await writeFile(png, `frame of ${hashOf(await readFile(video, 'utf8'))}`);
  return ok(undefined);
};
