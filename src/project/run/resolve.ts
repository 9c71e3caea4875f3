import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result, unreachable } from '../../core/result.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';
import { type Selectable, selectableIn, selectOne } from '../../planner/select.ts';
import type { Attempt, Unresolved } from '../../store/attempt.ts';
import type { Intent } from '../../store/record.ts';
import { canBeRemote } from '../../store/sound-record.ts';
import type { Store } from '../../store/store.ts';
import type { Refusal } from '../events/run-end.ts';
import { type FilmRequest, type LoadedFilm, planFilm } from '../film/film.ts';
import { openAccounts } from '../machine/accounts.ts';
import type { World } from '../machine/world.ts';
import { claimedElsewhere, lookUp } from './adoption.ts';
import { atStore } from './at-store.ts';

export interface ResolveRequest extends FilmRequest {
  /** A name of one segment, as `selectOne` accepts it. */
  readonly segment: string;
  /** Which of its takes, if several are waiting for an answer. */
  readonly take?: number | undefined;
  readonly answer: ResolveAnswer;
  /** Whether a job is adopted though it can't be looked at, or does not match, or given up though it may still be made. */
  readonly force?: boolean | undefined;
}

/** What became of a submission that was paid for, or may have been, but has no footage. */
export type ResolveAnswer =
  /** It is this job at the provider. */
  | { readonly kind: 'adopt'; readonly remote: string }
  /** The provider has no job of it and charged nothing. */
  | { readonly kind: 'not-created' }
  /** Its footage is gone, or given up, and may be regenerated and paid for once more. */
  | { readonly kind: 'pay-again' };

/** A job that its provider accepted, of which it may tell nothing for ever. */
type InFlight = Extract<Attempt, { kind: 'accepted' }>;

type Resolvable = Unresolved | InFlight;

/** Records what the user found out about a segment's submission, so that the next run can continue. Gives the segment's id. */
export async function resolveSubmission(
  world: World,
  request: ResolveRequest,
): Promise<Result<string, Refusal>> {
  return atStore(world, request, async (film, store) => {
    const names = store.namesOf(film.located.name);
    const segment = selectOne(request.segment, selectableFor(film, names, waitingIn(store, request)));
    if (!segment.ok) return err({ why: 'input', diagnostics: segment.error });
    const named = { ...request, segment: segment.value };
    const attempt = chooseAttempt(film, store, named);
    if (!attempt.ok) return err({ why: 'input', diagnostics: attempt.error });
    const problem = misfit(attempt.value, store, named);
    if (problem) return err({ why: 'input', diagnostics: [problem] });
    const { intent } = attempt.value;
    const known = film.providers.known.get(intent.request.provider);
    const accounts = await openAccounts(world, store, known ? [known] : [], AbortSignal.timeout(0));
    let { answer } = request;
    if (answer.kind === 'adopt' && !request.force) {
      const remote = await lookUp(answer.remote, intent, { world, film });
      if (!remote.ok) return remote;
      answer = { ...answer, remote: remote.value };
      const again = misfit(attempt.value, store, { ...named, answer });
      if (again) return err({ why: 'input', diagnostics: [again] });
      const claimed = await claimedElsewhere(remote.value, intent, accounts);
      if (claimed) return err(claimed);
    }
    const taken = await record(attempt.value, answer, { store: accounts.store, segment: segment.value });
    await accounts.end();
    return taken === undefined ? segment : err({ why: 'input', diagnostics: [taken] });
  });
}

/** What waits for a person; what is in flight only for whoever gives it up. */
function waitingIn(store: Store, { answer }: ResolveRequest): readonly Resolvable[] {
  const unresolved = store.unresolved();
  if (answer.kind !== 'pay-again') return unresolved;
  const inFlight = [...store.attempts()].filter(
    (attempt): attempt is InFlight => attempt.kind === 'accepted' && !attempt.refetch,
  );
  return [...unresolved, ...inFlight];
}

/** What can be named: the storyboard's segments, and earlier ones with one of these attempts, which wait for an answer. */
function selectableFor(
  { storyboard }: LoadedFilm,
  names: ReadonlySet<string>,
  attempts: readonly { readonly intent: Intent }[],
): Selectable {
  const { segments, scenes } = selectableIn(storyboard);
  const waiting = attempts
    .filter(({ intent }) => names.has(intent.storyboard))
    .map(({ intent }) => intent.segment);
  return { segments: [...new Set([...segments, ...waiting])], scenes };
}

function chooseAttempt(
  film: LoadedFilm,
  store: Store,
  request: ResolveRequest,
): Result<Resolvable, readonly Diagnostic[]> {
  const { segment, take } = request;
  const { name } = film.located;
  const plan = planFilm(film, store.holdings(name), { ...request, only: undefined });
  if (!plan.ok) return plan;
  const names = store.namesOf(name);
  // By its name in the journal and by the plan's requests: it may have been renamed or changed since.
  const planned = new Set(
    plan.value.jobs.filter((job) => job.segment === segment).map((job) => job.fingerprint),
  );
  const found = waitingIn(store, request)
    .filter(
      ({ intent }) =>
        planned.has(intent.fingerprint) || (names.has(intent.storyboard) && intent.segment === segment),
    )
    .filter(({ intent }) => take === undefined || intent.take === take)
    .sort((a, b) => a.intent.link - b.intent.link);
  const [first] = found;
  if (first === undefined) return err([nothingToResolve(segment)]);
  const takes = new Set(found.map(({ intent }) => intent.take));
  return takes.size === 1
    ? ok(first)
    : err([
        severalToResolve(
          segment,
          [...takes].sort((a, b) => a - b),
        ),
      ]);
}

/** Why an answer can't be right for this attempt. */
function misfit(
  { kind, intent }: Resolvable,
  store: Store,
  { answer, segment, force }: ResolveRequest,
): Diagnostic | undefined {
  const owner = answer.kind === 'adopt' && store.ownerOf(intent.request.provider, answer.remote);
  if (answer.kind === 'adopt' && owner && owner !== intent.attempt) {
    return knownAlready(segment, answer.remote);
  }
  if (answer.kind === 'adopt' && !canBeRemote(answer.remote)) {
    return problem(
      segment,
      'answer-misfit',
      say`"${{ remote: answer.remote.slice(0, 80) }}" can't be the id of a job.`,
      say`Copy the id as the provider shows it among your jobs.`,
    );
  }
  if (answer.kind === 'not-created' && kind === 'lost') {
    return problem(
      segment,
      'answer-misfit',
      say`The provider accepted the job of ${segment}, so it was created; its footage is lost.`,
      say`\`storycut resolve ${segment} --pay-again\` lets the next run regenerate it and pay for it again.`,
    );
  }
  if (answer.kind === 'pay-again' && kind === 'open') {
    return problem(
      segment,
      'answer-misfit',
      say`It is not known whether the job of ${segment} was created, so it can't be given up yet.`,
      say`Look for it among your jobs at the provider: use --adopt ID if it is there, --not-created if it is not.`,
    );
  }
  if (kind === 'accepted' && !force) {
    return problem(
      segment,
      'answer-misfit',
      say`The job of ${segment} was accepted and is not lost: the next run asks for its footage again.`,
      say`If its provider will never tell of it again, \`storycut resolve ${segment} --pay-again --force\` gives it up; what it cost stays spent.`,
    );
  }
  return undefined;
}

/** Says so if the job that was named is another attempt's by now. */
async function record(
  { kind, intent }: Resolvable,
  answer: ResolveAnswer,
  { store, segment }: { readonly store: Store; readonly segment: string },
): Promise<Diagnostic | undefined> {
  const { attempt } = intent;
  switch (answer.kind) {
    case 'adopt':
      return (await store.adopt(intent, answer.remote)) ? undefined : knownAlready(segment, answer.remote);
    case 'not-created':
      await store.append({ type: 'resolved', attempt, answer: 'not-created' });
      return undefined;
    case 'pay-again':
      if (kind === 'accepted') await store.append({ type: 'lost', attempt, message: 'it was given up' });
      await store.append({ type: 'resolved', attempt, answer: 'abandoned' });
      return undefined;
    default:
      return unreachable(answer);
  }
}

const knownAlready = (segment: string, remote: string): Diagnostic =>
  problem(
    segment,
    'job-known-already',
    say`The job ${{ remote }} belongs to another submission.`,
    say`Check your jobs at the provider again.`,
  );

const nothingToResolve = (segment: string): Diagnostic =>
  problem(
    segment,
    'nothing-to-resolve',
    say`No submission of ${segment} is waiting for an answer.`,
    say`\`storycut status\` shows the state of each segment.`,
  );

const severalToResolve = (segment: string, takes: readonly number[]): Diagnostic =>
  problem(
    segment,
    'several-to-resolve',
    say`Submissions of several takes of ${segment} are waiting for an answer: ${{ known: takes }}.`,
    say`Name one with --take.`,
  );

const problem = (
  segment: string,
  code: Diagnostic['code'],
  message: Sentence,
  help: Sentence,
): Diagnostic => ({ severity: 'error', code, ...says(message, help), segment });
