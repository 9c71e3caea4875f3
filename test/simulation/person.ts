import type { Unresolved } from '../../src/store/attempt.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { fixedRandom } from '../rig/fixed-random.ts';
import { accountsOf, providerOf } from './access.ts';
import { idsIn } from './ledger.ts';
import { Process } from './process.ts';
import type { Project } from './project.ts';
import type { World } from './world.ts';

/** A person who sees what the provider shows, and answers everything that waits for an answer. Tells how much that was. */
export async function answerAll(world: World, project: Project, number: number): Promise<number> {
  let answered = 0;
  const process = new Process('person', project, world.time);
  process.mayGiveUp = true;
  const work = async (): Promise<void> => {
    const opened = await openStore(project.folder, {
      clock: process.clock,
      random: fixedRandom(900_000 + number),
      files: world.disk.filesOf(process),
    });
    if (!opened.ok) return world.violate('opens', `the person can't open the store: ${opened.error.code}`);
    const { signal } = new AbortController();
    const provider = providerOf(world, process);
    const accounts = await accountsOf(world, process, { provider, store: opened.value, signal });
    for (const attempt of opened.value.unresolved()) {
      answered += 1;
      await answer(attempt, accounts.store, { world, project });
    }
    await accounts.end();
    await opened.value.close();
  };
  await world.time.drive(work());
  return answered;
}

/** As somebody does who looks at the studio's list. */
async function answer(
  { kind, intent }: Unresolved,
  store: Store,
  { world: { studio }, project }: { readonly world: World; readonly project: Project },
): Promise<void> {
  const { attempt } = intent;
  const { entries } = project.ledger;
  const ids = (of: typeof entries) => [...idsIn(of)].map((id) => studio.find(id));
  const known = new Set(ids(entries));
  const want = project.wantOf(intent.request);
  const there =
    kind === 'open'
      ? studio.jobs.find((job) => job.project === project.name && job.want === want && !known.has(job))
      : ids(entries.filter((entry) => 'attempt' in entry && entry.attempt === attempt)).find(
          (job) => job && studio.isKept(job),
        );
  if (there) await store.adopt(intent, there.id);
  else
    await store.append({ type: 'resolved', attempt, answer: kind === 'open' ? 'not-created' : 'abandoned' });
}
