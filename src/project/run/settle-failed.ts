import type { Diagnostic } from '../../core/diagnostic.ts';
import type { LedgerEntry } from '../../core/holdings.ts';
import { mostPlausibleCharge } from '../../core/money.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import { roundToMicrodollars } from '../../planner/models/price.ts';
import { selectableIn, selectSegments } from '../../planner/select.ts';
import type { Store } from '../../store/store.ts';
import type { Refusal } from '../events/run-end.ts';
import { type FilmRequest, type LoadedFilm, planFilm } from '../film/film.ts';
import { ledgerNow } from '../film/ledger.ts';
import type { World } from '../machine/world.ts';
import { atStore } from './at-store.ts';

export interface SettleRequest extends FilmRequest {
  /** Names of segments, as `selectSegments` takes them. */
  readonly segments: readonly string[];
  /** Which of their takes; default: all. */
  readonly take?: number | undefined;
  /** US dollars that the provider charged for their failed jobs, all of them together. */
  readonly charged: number;
}

/** Records what a provider charged for jobs that failed, according to the user. Gives how many jobs that settles. */
export async function settleFailedJobs(
  world: World,
  request: SettleRequest,
): Promise<Result<number, Refusal>> {
  return atStore(world, request, async (film, store) => {
    const found = failuresOf(film, store, request);
    if (!found.ok) return err({ why: 'input', diagnostics: found.error });
    const implausible = implausibleSum(request.charged, found.value.length);
    if (implausible) return err({ why: 'input', diagnostics: [implausible] });
    for (const [attempt, charged] of shares(found.value, request.charged)) {
      await store.append({ type: 'charged', attempt, charged, by: 'user' });
    }
    return ok(found.value.length);
  });
}

/** Failed jobs of these segments, unless the provider has said what they were charged. A user may think again. */
function failuresOf(
  film: LoadedFilm,
  store: Store,
  { segments, take, ...request }: SettleRequest,
): Result<readonly LedgerEntry[], readonly Diagnostic[]> {
  const holdings = store.holdings(film.located.name);
  const plan = planFilm(film, holdings, { ...request, only: undefined });
  if (!plan.ok) return plan;
  const failed = ledgerNow(holdings.ledger(), plan.value).filter(
    ({ state, price, chargedBy }) => state === 'failed' && price > 0 && chargedBy !== 'provider',
  );
  const known = selectableIn(film.storyboard);
  const selected = selectSegments(segments, {
    ...known,
    segments: [...new Set([...known.segments, ...failed.map(({ segment }) => segment)])],
  });
  if (!selected.ok) return selected;
  const found = failed.filter(
    (entry) => selected.value.includes(entry.segment) && (take === undefined || entry.take === take),
  );
  return found.length > 0 ? ok(found) : err([nothingFailed(segments)]);
}

/** US dollars: sums are kept to this. */
const least = 0.000001;

/** Why these jobs can't have been charged that. */
function implausibleSum(charged: number, jobs: number): Diagnostic | undefined {
  if (charged === 0 || (charged >= least && charged <= mostPlausibleCharge * jobs)) return undefined;
  return {
    severity: 'error',
    code: 'answer-misfit',
    ...says(
      say`${String(charged)} US dollars can't be what ${jobs === 1 ? 'a failed job was' : `${String(jobs)} failed jobs were`} charged.`,
      say`Give 0, or an amount from $0.000001 to $10,000 per job.`,
    ),
  };
}

/** Each attempt's part of what was charged, by its price; together exactly that. */
function shares(attempts: readonly LedgerEntry[], charged: number): readonly (readonly [string, number])[] {
  const total = attempts.reduce((sum, { price }) => sum + price, 0);
  let passed = 0;
  let given = 0;
  return attempts.map(({ attempt, price }) => {
    passed += price;
    const before = given;
    given = roundToMicrodollars((charged * passed) / total);
    return [attempt, roundToMicrodollars(given - before)];
  });
}

const nothingFailed = (segments: readonly string[]): Diagnostic => ({
  severity: 'error',
  code: 'nothing-to-resolve',
  ...says(
    say`No failed job of ${{ name: segments }} may have been charged.`,
    say`\`storycut status\` shows the state of each segment.`,
  ),
});
