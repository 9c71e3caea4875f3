import type { Unresolved } from '../../src/store/attempt.ts';
import type { JournalRecord } from '../../src/store/record.ts';
import { openStore } from '../../src/store/store.ts';
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
      const record = answerTo(attempt, world, project);
      if (record === undefined) continue;
      answered += 1;
      await accounts.store.append(record);
    }
    await accounts.end();
    await opened.value.close();
  };
  await world.time.drive(work());
  return answered;
}

function answerTo({ kind, intent }: Unresolved, { studio }: World, project: Project): JournalRecord {
  const { ledger } = project;
  const resolved = { type: 'resolved', attempt: intent.attempt } as const;
  if (kind === 'open') {
    const known = new Set([...idsIn(ledger.entries)].map((id) => studio.find(id)));
    const want = project.wantOf(intent.request);
    const there = studio.jobs.find(
      (job) => job.project === project.name && job.want === want && !known.has(job),
    );
    return there
      ? { ...resolved, answer: 'adopted', remote: there.id }
      : { ...resolved, answer: 'not-created' };
  }
  const ids = idsIn(ledger.entries.filter((entry) => 'attempt' in entry && entry.attempt === intent.attempt));
  const there = [...ids].map((id) => studio.find(id)).find((job) => job && studio.isKept(job));
  return there ? { ...resolved, answer: 'adopted', remote: there.id } : { ...resolved, answer: 'abandoned' };
}
