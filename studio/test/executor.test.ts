import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Event } from '../../src/core/event.ts';
import { ok } from '../../src/core/result.ts';
import { execute } from '../../src/executor/execute.ts';
import type { Plan } from '../../src/planner/plan.ts';
import { studioCore } from '../../src/project/machine/studio.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { fakeProvider } from '../../test/rig/fake-provider.ts';
import { fixedRandom } from '../../test/rig/fixed-random.ts';
import { generate, planOf } from '../../test/rig/plans.ts';
import { openStudio } from '../src/index.ts';
import { newLedger, realClock } from './rig/new-ledger.ts';

let folder: string;
let ledger: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storycut-studio-'));
  ledger = await newLedger(process.env.STORYCUT_TEST_LEDGER ?? '', join(folder, 'clips'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

let processes = 0;

/** Executes a plan as a process of its own, for a project. */
async function run(project: string, plan: Plan, provider: Provider) {
  processes += 1;
  const studio = openStudio(
    studioCore,
    { ledger, clips: { kind: 'folder', folder: join(folder, 'clips') }, projects: {} },
    realClock,
  );
  const random = fixedRandom(processes);
  const opened = await studio.openStore(project, join(folder, `${processes}`), { clock: realClock, random });
  if (!opened.ok) throw new Error(opened.error.message);
  const store = opened.value;
  const events: Event[] = [];
  const outcome = await execute(
    plan,
    {
      ...{ clock: realClock, random, store, provider: () => provider },
      account: (name) => store.shared?.account(name, provider.data.address),
      takeFrame: async () => ok(undefined),
      verify: async () => ok({ seconds: 4, size: { width: 1280, height: 720 }, hasAudio: false }),
      emit: (event) => events.push(event),
    },
    { storyboardName: 'film', concurrency: 4, keepGoing: true, payAgain: false },
    new AbortController().signal,
  );
  await store.close();
  await studio.close();
  return { outcome, events };
}

const jobs = ['a', 'b', 'c', 'd'].map((id) => generate(id));

test('processes of several projects that make the same at once submit each job once, and all have it', async () => {
  const provider = fakeProvider({ pollDelay: 50, address: 'https://a.test/' });
  const ran = await Promise.all(
    ['one', 'one', 'two', 'three'].map((one) => run(one, planOf(jobs), provider)),
  );
  for (const { outcome } of ran) expect(outcome).toMatchObject({ made: 4, failed: 0 });
  expect(provider.submissions).toHaveLength(4);
});

test('an answer with the id of another project’s job is not believed', async () => {
  const script = {
    pollDelay: 10,
    address: 'https://a.test/',
    submit: () => ({ kind: 'accepted', remote: 'same' }) as const,
  };
  const first = await run('one', planOf([generate('a')]), fakeProvider(script));
  expect(first.outcome).toMatchObject({ made: 1 });
  const second = await run('two', planOf([generate('b')]), fakeProvider(script));
  expect(second.outcome).toMatchObject({ made: 0, failed: 1 });
  expect(second.outcome.failures).toMatchObject([{ code: 'submission-unknown' }]);
  expect(second.outcome.failures[0]?.message).toContain('that of another project');
});
