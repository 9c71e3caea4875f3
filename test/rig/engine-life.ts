/**
 * One life of the engine: opens the store, runs a small film at the disk provider, says each event on standard
 * output, and ends. Arguments: the project's folder, and whether the provider is safe to ask twice.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ok } from '../../src/core/result.ts';
import { execute } from '../../src/executor/execute.ts';
import { openStore } from '../../src/store/store.ts';
import { diskProvider } from './disk-provider.ts';
import { fixedRandom } from './fixed-random.ts';
import { planOf, withStates } from './plans.ts';
import { smallFilm } from './small-film.ts';

const [folder = '', resubmit] = process.argv.slice(2);
const provider = await diskProvider(join(folder, 'provider'), resubmit === 'safe' ? 'safe' : 'ask');
const clock = {
  now: Date.now,
  steady: () => performance.now(),
  sleep: (ms: number, signal?: AbortSignal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
};
// What its lives share is chance; their names must not meet.
const random = { ...fixedRandom(), id: () => randomBytes(8).toString('hex') };
const store = await openStore(join(folder, '.storycut'), { clock, random });
if (!store.ok) throw new Error(store.error.message);

await execute(
  planOf(withStates(smallFilm, store.value.holdings('film'))),
  {
    clock,
    random,
    store: store.value,
    provider: () => provider,
    takeFrame: async () => ok(undefined),
    verify: async (file) => {
      await readFile(file);
      return ok({ seconds: 4, size: { width: 1280, height: 720 }, hasAudio: false });
    },
    emit: ({ type }) => console.log(type),
  },
  { storyboardName: 'film', concurrency: 3, keepGoing: true, payAgain: false },
  new AbortController().signal,
);
await store.value.close();
