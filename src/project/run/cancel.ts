import type { Diagnostic } from '../../core/diagnostic.ts';
import { grouped } from '../../core/grouped.ts';
import { isPlausibleFor } from '../../core/money.ts';
import { err, ok, type Result, unreachable } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import { type AskedAs, relocatedSince } from '../../executor/relocated.ts';
import { selectableIn, selectSegments } from '../../planner/select.ts';
import type { Cancelled, Polled, Provider } from '../../providers/provider.ts';
import { type Attempt, countedAt } from '../../store/attempt.ts';
import type { Store } from '../../store/store.ts';
import type { Refusal } from '../events/run-end.ts';
import type { FilmRequest, LoadedFilm } from '../film/film.ts';
import { askedNow } from '../machine/accounts.ts';
import { openAt, type Workplace } from '../machine/providers.ts';
import type { World } from '../machine/world.ts';
import { atStore } from './at-store.ts';

export interface CancelRequest extends FilmRequest {
  /** Names of segments, as `selectSegments` takes them; also of those that the storyboard has no more. */
  readonly segments: readonly string[];
  /** Which of their takes; default: all. */
  readonly take?: number | undefined;
  /** Also jobs that are being made where their footage is lost if they end in that moment. */
  readonly running?: boolean | undefined;
}

/** A job that was in flight, and what became of it. */
export interface CancelledJob {
  readonly segment: string;
  readonly take: number;
  readonly provider: string;
  /** Its id there. */
  readonly remote: string;
  readonly outcome: /** `charged`: US dollars, if the provider told; otherwise it may have been charged its `price`. */
    | { readonly kind: 'cancelled'; readonly charged?: number; readonly price: number }
    /** The provider was told to cancel it, and has not said yet that it did. */
    | { readonly kind: 'asked' }
    /** It goes on: it is being made already, and can't be cancelled then. */
    | { readonly kind: 'begun' }
    /** The same, but with `running` it can be. */
    | { readonly kind: 'risky' }
    /** It ended by itself: the next run fetches its footage, or tells why there is none. */
    | { readonly kind: 'ended' }
    | { readonly kind: 'unable' }
    | { readonly kind: 'unknown-there' }
    /** It was accepted at another address, or with another key. */
    | { readonly kind: 'elsewhere' }
    | { readonly kind: 'unreachable'; readonly message: string };
}

type Accepted = Extract<Attempt, { kind: 'accepted' }>;
type Failed = Extract<Polled, { kind: 'failed' }>;

/**
 * Cancels jobs that are in flight, as far as their providers can. Nothing that is paid for is deleted, and what a job was charged
 * is recorded only if its provider tells.
 */
export function cancelJobs(
  world: World,
  request: CancelRequest,
  signal: AbortSignal,
): Promise<Result<readonly CancelledJob[], Refusal>> {
  return atStore(world, request, async (film, store) => {
    const found = inFlight(film, store, request);
    if (!found.ok) return err({ why: 'input', diagnostics: found.error });
    const tools = await world.tools();
    if (!tools.ok) return err({ why: 'environment', diagnostics: [tools.error] });
    const workplace = { tools: tools.value, folder: film.state, clock: world.clock, env: world.env };
    const open = await openAll(film, found.value, workplace);
    if (!open.ok) return err({ why: 'environment', diagnostics: open.error });
    // All at once: while one is looked at again and again, none of the others goes on.
    const jobs = open.value.map(async ({ attempt, provider, now }): Promise<CancelledJob> => {
      const outcome = await cancelOne(attempt, provider, {
        ...{ world, store, signal, now, running: request.running },
      });
      const { segment, take, request: asked } = attempt.intent;
      return { segment, take, provider: asked.provider, remote: attempt.remote, outcome };
    });
    return ok(await Promise.all(jobs));
  });
}

/** Jobs of these segments that their providers accepted, and that may still be made. */
function inFlight(
  film: LoadedFilm,
  store: Store,
  { segments, take }: CancelRequest,
): Result<readonly Accepted[], readonly Diagnostic[]> {
  const names = store.namesOf(film.located.name);
  const all = [...store.attempts()].filter(
    (attempt): attempt is Accepted =>
      attempt.kind === 'accepted' && !attempt.refetch && names.has(attempt.intent.storyboard),
  );
  const known = selectableIn(film.storyboard);
  const selected = selectSegments(segments, {
    ...known,
    segments: [...new Set([...known.segments, ...all.map(({ intent }) => intent.segment)])],
  });
  if (!selected.ok) return selected;
  const wanted = new Set(selected.value);
  const found = all.filter(
    ({ intent }) => wanted.has(intent.segment) && (take === undefined || intent.take === take),
  );
  return found.length > 0 ? ok(found) : err([nothingInFlight(segments)]);
}

interface Opened {
  readonly attempt: Accepted;
  readonly provider: Provider;
  readonly now: AskedAs;
}

/** Each with its provider, opened. All are, before the first job is cancelled: a refusal leaves nothing untold. */
async function openAll(
  film: LoadedFilm,
  attempts: readonly Accepted[],
  workplace: Workplace,
): Promise<Result<readonly Opened[], readonly Diagnostic[]>> {
  const open: Opened[] = [];
  const problems: Diagnostic[] = [];
  for (const [name, own] of grouped(attempts, ({ intent }) => intent.request.provider)) {
    const known = film.providers.known.get(name);
    const opened = known ? await openAt(known, workplace) : err([unknownProvider(name)]);
    const now = known ? await askedNow(known, workplace.env) : {};
    if (opened.ok) open.push(...own.map((attempt) => ({ attempt, provider: opened.value, now })));
    else problems.push(...opened.error);
  }
  return problems.length > 0 ? err(problems) : ok(open);
}

interface Cancelling {
  readonly world: World;
  readonly store: Store;
  readonly signal: AbortSignal;
  readonly running: boolean | undefined;
  /** Where its provider is asked. */
  readonly now: AskedAs;
}

/** Looks at a job that was told to end, until it has. */
const mostLooks = 3;

async function cancelOne(
  attempt: Accepted,
  provider: Provider,
  { world, store, signal, running, now }: Cancelling,
): Promise<CancelledJob['outcome']> {
  if (provider.cancel === undefined) return { kind: 'unable' };
  // There, its id may be that of somebody else's job.
  if (relocatedSince(attempt.intent, now) !== undefined) return { kind: 'elsewhere' };
  const cancelled = await provider.cancel(attempt.remote, signal, running);
  if (cancelled.kind !== 'asked') return refusedOf(cancelled);
  for (let look = 0; look < mostLooks && !signal.aborted; look++) {
    if (look > 0) await world.clock.sleep(provider.pollDelay(look), signal);
    const polled = await provider.poll(attempt.remote, signal);
    if (polled.kind === 'completed') return { kind: 'ended' };
    if (polled.kind === 'failed')
      return mayBeCancelled(polled) ? await settle(attempt, polled, store) : { kind: 'ended' };
    // Whatever was answered to the call, a job that is still seen is still paid for.
    if (polled.kind === 'gone' && cancelled.final) return await settle(attempt, {}, store);
  }
  return { kind: 'asked' };
}

/** One that was refused for its content, say, failed by itself: what follows from that is the next run's to decide. */
const mayBeCancelled = ({ failure: { reason } }: Failed): boolean =>
  reason === 'cancelled' || reason === 'other';

function refusedOf(cancelled: Exclude<Cancelled, { kind: 'asked' }>): CancelledJob['outcome'] {
  switch (cancelled.kind) {
    case 'too-late':
      return { kind: cancelled.since };
    case 'risky':
      return cancelled;
    case 'gone':
      return { kind: 'unknown-there' };
    case 'unreachable':
      return { kind: 'unreachable', message: cancelled.failure.message };
    default:
      return unreachable(cancelled);
  }
}

/** It counts as failed: what it was charged is told by the provider, or else by the user. */
async function settle(
  attempt: Accepted,
  { charged: told, failure }: Partial<Pick<Failed, 'charged' | 'failure'>>,
  store: Store,
): Promise<CancelledJob['outcome']> {
  const charged = told !== undefined && isPlausibleFor(0, told) ? told : attempt.charged;
  const known = charged === undefined ? {} : { charged };
  await store.append({
    ...{ type: 'failed', attempt: attempt.intent.attempt, reason: 'cancelled' },
    message: failure?.message ?? `${attempt.intent.request.provider} cancelled the job, as you asked.`,
    ...known,
  });
  return { kind: 'cancelled', ...known, price: countedAt(attempt) };
}

const nothingInFlight = (segments: readonly string[]): Diagnostic => ({
  severity: 'error',
  code: 'nothing-in-flight',
  ...says(
    say`No job of ${{ name: segments }} is in flight.`,
    say`\`storycut status\` shows the state of each segment.`,
  ),
});

const unknownProvider = (provider: string): Diagnostic => ({
  severity: 'error',
  code: 'unknown-provider',
  ...says(
    say`There is no provider named ${{ provider }} to cancel its job at.`,
    say`Put it back into the config file.`,
  ),
});
