import type { Diagnostic } from '../../core/diagnostic.ts';
import { grouped } from '../../core/grouped.ts';
import { inputKey, inputsOf } from '../../core/request.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';
import { type AskedAs, relocatedSince } from '../../executor/relocated.ts';
import { jobsToMake, type Plan } from '../../planner/plan.ts';
import type { Provider } from '../../providers/provider.ts';
import type { Delivered } from '../../store/attempt.ts';
import type { Store } from '../../store/store.ts';
import { askedNow } from '../machine/accounts.ts';
import { openAt, type Providers, type Workplace } from '../machine/providers.ts';
import type { World } from '../machine/world.ts';
import type { Workbench } from './workbench.ts';

/**
 * Deletes at the servers what this film's jobs left there: only by ids from the journal, only footage whose bytes are
 * complete in the store, and none that a job of the film's `plan` still has to continue from. What stays is reported and
 * is not a failure.
 */
export async function deleteRemote(
  { film, store, tools }: Pick<Workbench, 'film' | 'store' | 'tools'>,
  plan: Plan,
  world: World,
  signal: AbortSignal,
): Promise<void> {
  const awaited = awaitedBy(plan);
  const names = store.namesOf(film.located.name);
  const own = store.delivered().filter(({ intent }) => names.has(intent.storyboard));
  const workplace: Workplace = { tools, folder: film.state, clock: world.clock, env: world.env };
  for (const [name, known] of film.providers.known) {
    // Stand-ins stay where they are.
    const there = known.data.standsIn ? [] : own.filter(({ intent }) => intent.request.provider === name);
    if (there.length === 0) continue;
    const provider = await openAt(known, workplace);
    const now = await askedNow(known, world.env);
    const told = provider.ok
      ? await deleteAt(provider.value, there, { awaited, store, signal, now })
      : provider.error.map((problem) => ({ ...problem, severity: 'warning' }) as const);
    for (const diagnostic of told) world.emit({ type: 'notice', diagnostic });
  }
  for (const diagnostic of outOfReach(own, film.providers)) world.emit({ type: 'notice', diagnostic });
}

/** A provider whose entry was renamed or removed still has what it made. */
function outOfReach(own: readonly Delivered[], { known }: Providers): readonly Diagnostic[] {
  const there = own.filter(({ intent }) => !known.has(intent.request.provider));
  return [...grouped(there, ({ intent }) => intent.request.provider)].map(([provider, videos]) =>
    stays(
      'warning',
      say`${{ count: videos.length }} ${videos.length === 1 ? 'video stays' : 'videos stay'} at ${{ provider }}: there is no provider of that name any more.`,
    ),
  );
}

interface Deleting {
  /** Which job still has to continue from the footage of a fingerprint. */
  readonly awaited: ReadonlyMap<string, string>;
  readonly store: Store;
  readonly signal: AbortSignal;
  readonly now: AskedAs;
}

async function deleteAt(
  { data: { name }, delete: remove }: Provider,
  attempts: readonly Delivered[],
  deleting: Deleting,
): Promise<readonly Diagnostic[]> {
  if (remove === undefined) return [stays('note', say`${{ provider: name }} can't delete footage.`)];
  const kept: Diagnostic[] = [];
  let deleted = 0;
  for (const attempt of attempts) {
    if (deleting.signal.aborted) break;
    const problem = await deleteOne(attempt, remove, deleting);
    if (problem) kept.push(problem);
    else deleted += 1;
  }
  return deleted > 0 ? [...kept, gone(name, deleted)] : kept;
}

/** Why it stays, or undefined once it is gone. */
async function deleteOne(
  { intent, remote, clip }: Delivered,
  remove: NonNullable<Provider['delete']>,
  { awaited, store, signal, now }: Deleting,
): Promise<Diagnostic | undefined> {
  const here = say`The footage of ${{ name: intent.segment }} stays at ${{ provider: intent.request.provider }}`;
  const job = awaited.get(intent.fingerprint);
  if (job !== undefined) return stays('note', say`${here}: ${{ job }} still has to continue from it.`);
  // An id may be that of somebody else's footage there; and that it is not known there does not mean that it is gone.
  const moved = relocatedSince(intent, now);
  if (moved !== undefined) {
    const where = moved.kind === 'address' ? say`at ${{ address: moved.was }}` : say`with another key`;
    return stays('warning', say`${here}: it was made ${where}.`);
  }
  if (!(await store.isWhole(clip.hash)))
    return stays('warning', say`${here}: its clip in the store is missing or damaged.`);
  const outcome = await remove(remote, signal);
  if (outcome.kind === 'unreachable')
    return stays('warning', say`${here}: ${{ cause: outcome.failure.message }}`);
  // Not before: until it is recorded, jobs that continue from it name it by its id there.
  await store.append({ type: 'deleted', attempt: intent.attempt });
  return undefined;
}

const awaitedBy = (plan: Plan): Deleting['awaited'] =>
  new Map(
    jobsToMake(plan).flatMap((job) =>
      job.kind === 'frame'
        ? []
        : inputsOf(job.request).map((input): [string, string] => [inputKey(input), job.id]),
    ),
  );

const stays = (severity: 'note' | 'warning', message: Sentence): Diagnostic => ({
  severity,
  code: 'footage-not-deleted',
  ...says(message),
});

const gone = (name: string, videos: number): Diagnostic => ({
  severity: 'note',
  code: 'footage-deleted',
  ...says(
    say`${{ count: videos }} ${videos === 1 ? 'video was' : 'videos were'} deleted at ${{ provider: name }}.`,
  ),
});
