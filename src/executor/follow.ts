import { say } from '../core/sentence.ts';
import { awaitFootage } from './await-footage.ts';
import { problem } from './diagnose.ts';
import { type Accepted, type Ending, interrupted, type Refused } from './ending.ts';
import { fetchClip } from './fetch-clip.ts';
import type { Denied } from './gone.ts';
import { pause } from './pause.ts';
import type { Making } from './run.ts';
import { settleGone } from './settle.ts';

/**
 * Waits for the footage of an accepted job and fetches it. It counts as gone only when it was denied under each id that the
 * attempt has or had: a list may have shown another one, or a person named it.
 */
export async function follow(making: Making, accepted: Accepted): Promise<Refused | Ending> {
  const { run } = making;
  const denied = new Set<string>();
  for (let attempt = accepted; ; ) {
    const ended = await followId(making, attempt);
    if (ended.kind !== 'denied') return ended;
    denied.add(attempt.remote);
    const remote = run.engine.store.idsOf(attempt.intent.attempt).find((id) => !denied.has(id));
    if (remote === undefined) return settleGone(making, attempt, ended.reason);
    if (!(await turnTo(remote, attempt, making))) {
      denied.add(remote);
      continue;
    }
    if (run.signal.aborted) return interrupted;
    attempt = { ...attempt, remote };
  }
}

/** Follows it under the id that it has now. */
async function followId(making: Making, attempt: Accepted): Promise<Refused | Ending | Denied> {
  const awaited = await awaitFootage(making, attempt);
  if (awaited.kind !== 'completed') return awaited;
  return fetchClip(making, awaited.attempt, awaited.expires ?? Number.POSITIVE_INFINITY);
}

/** From now on it has one of its other ids; false if that is another attempt's by now. */
async function turnTo(
  remote: string,
  { intent, remote: before }: Accepted,
  making: Making,
): Promise<boolean> {
  const { job, provider, run } = making;
  if (!(await run.engine.store.adopt(intent, remote))) return false;
  const said = problem(
    job,
    'footage-denied',
    say`${{ provider: provider.data.name }} says that it has no ${{ missing: 'footage' }} ${{ remote: before }}, which it accepted; asking for ${{ other: remote }}, another id of the same job.`,
  );
  await pause(making, { what: 'poll', count: 1 }, 0, said);
  return true;
}
