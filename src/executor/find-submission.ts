import { sizeText } from '../core/frames.ts';
import { requestClassOf } from '../core/request.ts';
import type { ProviderJob } from '../planner/plan.ts';
import type { ListedJob, Provider } from '../providers/provider.ts';
import type { Intent } from '../store/record.ts';
import { compareWords } from './compare-words.ts';
import { soughtSubmission } from './diagnose.ts';
import { interrupted, type Open, type Stopped, type UnderWay } from './ending.ts';
import { pause } from './pause.ts';
import { backOff } from './retry.ts';
import { type Making, orAborted } from './run.ts';

/** How long after an intent its job may still turn up in the provider's list. Milliseconds. */
const TURNS_UP = 180_000;
/** The least time between two looks. */
const BETWEEN_LOOKS = 10_000;
/** Looks in vain, the last of them after `TURNS_UP`, that say that nothing was created. */
const LOOKS = 2;
/** How far the provider's clock may be from ours: a job that seems older than its intent may be its own. */
const CLOCKS_APART = 300_000;
/** Lists in a row that may fail. */
const MOST_SILENCES = 20;

type Found =
  | UnderWay
  | { readonly kind: 'not-created' }
  /** Neither can be said for certain: a person has to. */
  | { readonly kind: 'unsure' }
  | Stopped;

/**
 * Looks among the provider's jobs for one that an unanswered attempt created: alike in all that the list tells,
 * and of no other attempt. Equal requests are interchangeable, so whichever of their jobs nobody has will do.
 */
export async function findSubmission(
  making: Making,
  attempt: Open,
  list: NonNullable<Provider['list']>,
): Promise<Found> {
  const { job, run } = making;
  const { clock, random } = run.engine;
  const { intent, since } = attempt;
  let [looks, silences] = [0, 0];
  for (;;) {
    const listed = await orAborted(list(since - CLOCKS_APART, run.signal), run.signal);
    if (listed === undefined || run.signal.aborted) return interrupted;
    let wait: number;
    if (listed.kind === 'unreachable') {
      silences += 1;
      if (!listed.failure.again || silences > MOST_SILENCES) return { kind: 'unsure' };
      wait = backOff(silences, listed.failure, random);
    } else {
      silences = 0;
      // The job of an equal one that is being submitted may stand in the list before its answer is here.
      const settled = ![...run.submitting].some((other) => lookAlike(other, intent));
      if (settled) {
        const found = await adoptFrom(listed.jobs, making, attempt);
        if (found) return found;
        looks += 1;
      }
      const late = since + TURNS_UP - clock.now();
      if (looks >= LOOKS && late <= 0) return { kind: 'not-created' };
      wait = Math.max(late, BETWEEN_LOOKS);
    }
    await pause(making, { what: 'search', count: looks + silences }, wait, soughtSubmission(job));
    if (run.signal.aborted) return interrupted;
  }
}

async function adoptFrom(
  jobs: readonly ListedJob[],
  { job, run }: Making,
  { intent, since }: Open,
): Promise<Found | undefined> {
  const { store, emit, clock } = run.engine;
  const free = jobs.filter(
    ({ remote, created = since }) =>
      created >= since - CLOCKS_APART && !store.owns(intent.request.provider, remote),
  );
  const likenesses = free.map((listed) => ({ listed, likeness: likenessOf(listed, job, intent) }));
  const same = likenesses.find(({ likeness }) => likeness === 'same')?.listed;
  if (same === undefined) {
    return likenesses.some(({ likeness }) => likeness === 'unsure') ? { kind: 'unsure' } : undefined;
  }
  // A list doesn't tell what image or footage a job began with.
  const rivals = store
    .unresolved()
    .filter((other) => other.kind === 'open' && lookAlike(other.intent, intent));
  if (rivals.some((other) => !isInterchangeable(other.intent, intent))) return { kind: 'unsure' };

  const { remote } = same;
  // Counts at once, so that no other attempt finds it free.
  await store.append({ type: 'resolved', attempt: intent.attempt, answer: 'adopted', remote });
  emit({ type: 'job-resumed', job: job.id, segment: job.segment, take: job.take });
  return { kind: 'accepted', attempt: { kind: 'accepted', intent, remote, since: clock.now() } };
}

/** `unsure` where what the list tells is alike, but does not tell all. */
function likenessOf(listed: ListedJob, job: ProviderJob, intent: Intent): 'same' | 'different' | 'unsure' {
  const { model, seconds, size } = intent.request;
  const words = compareWords(listed.prompt, promptOf(intent));
  if (words === 'different') return 'different';
  const told = [
    listed.model && listed.model === model,
    // An extension is listed by what it adds or by what it amounts to.
    listed.seconds && (listed.seconds === seconds || listed.seconds === job.holds),
    listed.size && sizeText(listed.size) === sizeText(size),
  ];
  // Too much alike to be told apart by what else differs: servers name models by aliases, and sizes as made.
  return words === 'same' && told.every((same) => same === true) ? 'same' : 'unsure';
}

/** Whether the jobs of two intents could be told apart in a list. */
function lookAlike(a: Intent, b: Intent): boolean {
  const [one, other] = [a.request, b.request];
  return (
    compareWords(promptOf(a), promptOf(b)) === 'same' &&
    one.provider === other.provider &&
    one.model === other.model &&
    one.seconds === other.seconds &&
    sizeText(one.size) === sizeText(other.size)
  );
}

const isInterchangeable = (a: Intent, b: Intent): boolean =>
  requestClassOf({ ...a.request, variation: 1, prompt: promptOf(a) }) ===
  requestClassOf({ ...b.request, variation: 1, prompt: promptOf(b) });

const promptOf = ({ fallback, request }: Intent): string => fallback ?? request.prompt;
