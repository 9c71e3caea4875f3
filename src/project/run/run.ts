import { join } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Money } from '../../core/holdings.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { execute } from '../../executor/execute.ts';
import { frameAt } from '../../media/frame-at.ts';
import { lastFrame } from '../../media/last-frame.ts';
import { receiveClip } from '../../media/receive-clip.ts';
import { estimator } from '../../planner/estimates/estimator.ts';
import { roundToMicrodollars } from '../../planner/models/price.ts';
import { jobsToMake, type Plan } from '../../planner/plan.ts';
import { selectableIn } from '../../planner/select.ts';
import type { Provider } from '../../providers/provider.ts';
import { usual } from '../../stitch/usual.ts';
import type { RunEnd } from '../events/run-end.ts';
import { recordChoices } from '../film/choices.ts';
import { concurrencyOf, type FilmRequest, type LoadedFilm, planFilm, settled } from '../film/film.ts';
import { movedSince, type PlanFile } from '../film/saved-plan.ts';
import { openAccounts } from '../machine/accounts.ts';
import { runningProviders } from '../machine/providers.ts';
import type { World } from '../machine/world.ts';
import { isRehearsal } from '../naming/state-folder.ts';
import { noCutYet, unmade } from '../outputs/no-cut.ts';
import type { OutputRequest } from '../outputs/output-files.ts';
import { beyondBudget, overBudget, spendingCap } from './budget.ts';
import { cutFilm } from './cut.ts';
import { cutAhead } from './cut-ahead.ts';
import { deleteRemote } from './delete-remote.ts';
import { lockedAgain } from './locked.ts';
import { noticesOnce } from './notices-once.ts';
import { orderRedos, picksThatStay, type Redo, withRedos } from './redo.ts';
import { roomAt } from './room.ts';
import { tellingTimeLeft } from './run-clock.ts';
import { type AtWork, atWorkbench, refused, type Workbench } from './workbench.ts';

export interface RunRequest extends FilmRequest, OutputRequest {
  /** Whether the other jobs continue after one fails; default: yes. */
  readonly keepGoing?: boolean | undefined;
  /** Names of segments to make once more, as new takes; as `selectSegments` takes them. */
  readonly redo?: readonly string[] | undefined;
  /** A saved plan: do exactly that, or nothing. */
  readonly plan?: PlanFile | undefined;
  /** Once the film is complete: delete from the servers what is safe in the store. */
  readonly deleteRemote?: boolean | undefined;
  /** US dollars that this run may spend at most. */
  readonly maxCost?: number | undefined;
  /** US dollars that all runs of the film together may have spent, or reserved, at most. */
  readonly upTo?: number | undefined;
  /** Gets the plan before anything else happens. */
  readonly onPlan?: ((plan: Plan, film: LoadedFilm) => void) | undefined;
  /** Asked before money is spent; `false` declines, and so does leaving it out. */
  readonly consent?: ((plan: Plan) => Promise<boolean>) | undefined;
}

/**
 * Makes what is missing of a film, then cuts it. Start-up is recovery: the journal is replayed while the store opens, and
 * jobs that an earlier run submitted are resumed.
 */
export function runFilm(world: World, request: RunRequest, signal: AbortSignal): Promise<RunEnd> {
  return atWorkbench({ world, request, signal }, runAt);
}

async function runAt(work: AtWork<RunRequest>): Promise<RunEnd> {
  const { bench, world, request } = work;
  const { film, tools, store } = bench;
  const { name } = film.located;
  const redos = orderedRedos(bench, request);
  if (!redos.ok) return refused('input', redos.error);
  const isWhole = request.redo === undefined && request.only === undefined;
  const plan = isWhole ? bench.plan() : planFilm(film, withRedos(store.holdings(name), redos.value), request);
  if (!plan.ok) return refused('input', plan.error);
  const moved = request.plan ? movedSince(request.plan, film, plan.value, request) : [];
  if (moved.length > 0) return refused('input', moved);
  const locked = lockedAgain(film, plan.value, store.holdings(name));
  request.onPlan?.(plan.value, settled(film));
  world.emit({ type: 'planned', plan: plan.value });

  if (locked.length > 0) return refused('input', locked);
  const overspent = overBudget(film, plan.value, {
    ...{ maxCost: request.maxCost, only: request.only, names: store.namesOf(name) },
  });
  for (const diagnostic of beyondBudget(film, plan.value, store.namesOf(name)))
    world.emit({ type: 'notice', diagnostic });
  const webhooks = store.shared && film.providers.studio?.webhooks?.url;
  const workplace = { tools, folder: film.state, clock: world.clock, env: world.env, webhooks };
  const providers = await runningProviders(film.providers, jobsToMake(plan.value), workplace);
  if (overspent.length > 0) return refused('input', [...overspent, ...(providers.ok ? [] : providers.error)]);
  if (!providers.ok) return refused('environment', providers.error);
  if (plan.value.cost.needed > 0 && !(await request.consent?.(plan.value))) return { kind: 'declined' };
  for (const diagnostic of picksThatStay(plan.value, redos.value)) world.emit({ type: 'notice', diagnostic });
  await recordChoices(store, name, request);
  // Only now: a declined order must not come back with the next run.
  for (const redo of redos.value) await store.redo(redo.requestClass, redo.take);

  const begun = world.clock.now();
  const before = store.bill(name);
  const end = await makeAndCut(work, plan.value, providers.value);
  // An interrupted run has its own report, and its totals are not known.
  if (end.kind === 'interrupted') return end;
  world.emit({
    type: 'run-ended',
    seconds: (world.clock.now() - begun) / 1000,
    ...billOf(before, store.bill(name)),
  });
  return end;
}

async function makeAndCut(
  work: AtWork<RunRequest>,
  plan: Plan,
  providers: ReadonlyMap<string, Provider>,
): Promise<RunEnd> {
  const { bench, world, request, signal } = work;
  const { film, tools, store } = bench;
  const { name } = film.located;
  const concurrency = concurrencyOf(request);
  const { lane } = estimator(film.providers.data, store.holdings(name));
  const tell = tellingTimeLeft(plan, concurrency, lane, world);
  const cap = spendingCap(film, plan, request);
  const cutWorld = noticesOnce(world);
  const { stitch = true } = request;
  const waits = stitch && jobsToMake(plan).length > 0;
  const ahead = waits ? cutAhead({ ...work, world: cutWorld }) : undefined;
  const known = [...providers.keys()].flatMap((wanted) => film.providers.known.get(wanted) ?? []);
  const accounts = await openAccounts(world, store, known, signal);
  const outcome = await execute(
    plan,
    {
      clock: world.clock,
      random: world.random,
      store: accounts.store,
      isRehearsal: isRehearsal(world),
      provider: (wanted) => providers.get(wanted),
      account: accounts.of,
      takeFrame: async (video, png, stop, at) => {
        const taken = await (at
          ? frameAt(tools, video, { png, at }, stop)
          : lastFrame(tools, video, png, stop));
        return taken.ok ? ok(undefined) : err(taken.error.message);
      },
      usual: async (asset, stop) => {
        const file = await usual(asset, asset.absolute, {
          ...roomAt(bench, world.emit, stop),
          // The cut's own table is cleared while jobs run.
          workFolder: join(store.workFolder, 'inputs'),
        });
        return file === undefined ? err("it can't be decoded") : ok(file);
      },
      verify: (file, stop) => receiveClip(tools, file, stop),
      emit(event) {
        tell(event);
        if (event.type === 'job-finished') ahead?.clipCame(event.clip);
      },
    },
    {
      storyboardName: name,
      concurrency,
      keepGoing: request.keepGoing ?? true,
      payAgain: request.payAgain ?? false,
      ...(cap !== undefined && { maxCost: cap }),
      // The same command would order one more take, or find that its plan has moved.
      ...((request.redo ?? request.plan) && { again: '`storycut run`' }),
    },
    signal,
  ).finally(async () => {
    await ahead?.end();
    await accounts.end();
  });
  if (outcome.interrupted) return { kind: 'interrupted' };
  if (outcome.failed + outcome.skipped > 0) {
    const environment = outcome.failures.some(({ code }) => code === 'disk-full' || code === 'access-denied');
    return { kind: 'unfinished', diagnostics: [], environment, asks: asksIn(outcome.failures) };
  }

  // Planned again: only now does the store know which clip each segment has and how long it really is.
  const made = planFilm(film, store.holdings(name), { ...request, only: undefined });
  if (!made.ok) return { kind: 'uncut', why: 'input', diagnostics: made.error };
  const missing = request.only === undefined ? [] : unmade(made.value.timeline);
  if (stitch && missing.length > 0) {
    world.emit({ type: 'notice', diagnostic: noCutYet(made.value.timeline, missing, request) });
  }
  const end: RunEnd =
    stitch && missing.length === 0
      ? await cutFilm({ ...work, world: cutWorld }, made.value)
      : { kind: 'finished', cuts: [] };
  if (end.kind !== 'finished' || !request.deleteRemote) return end;
  await deleteRemote(bench, made.value, world, signal);
  return signal.aborted ? { kind: 'interrupted' } : end;
}

/** Whether only a person's answer can continue them. */
function asksIn(failures: readonly Diagnostic[]): 'some' | 'all' | undefined {
  const asking = failures.filter(({ code }) => code === 'submission-unknown' || code === 'footage-lost');
  if (asking.length === 0) return undefined;
  return asking.length === failures.length ? 'all' : 'some';
}

/** What was spent meanwhile, and planned where that is something else. Sums of decimal fractions are off by about 1e-15. */
function billOf(before: Money, after: Money): { readonly spent: number; readonly planned?: number } {
  const [spent, planned] = [after.spent - before.spent, after.planned - before.planned].map((sum) =>
    roundToMicrodollars(Math.max(0, sum)),
  );
  return { spent: spent ?? 0, ...(planned !== spent && planned !== undefined && { planned }) };
}

function orderedRedos(
  { film, plan: planned }: Workbench,
  request: RunRequest,
): Result<readonly Redo[], readonly Diagnostic[]> {
  if (request.redo === undefined) return ok([]);
  const plan = planned();
  return plan.ok
    ? orderRedos(plan.value, { names: request.redo, only: request.only }, selectableIn(film.storyboard))
    : plan;
}
