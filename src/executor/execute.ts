import type { Job, Plan } from '../planner/plan.ts';
import { Board } from './board.ts';
import { drain } from './drain.ts';
import type { Ending } from './ending.ts';
import type { Engine, Outcome, RunSettings } from './engine.ts';
import { lanesOf, Pacers } from './lanes.ts';
import { makeFootage } from './make-footage.ts';
import { makeFrame } from './make-frame.ts';
import { type JobPlace, type Run, startRun } from './run.ts';
import { Tally } from './tally.ts';
import { moreUrgent } from './urgency.ts';

/**
 * Makes what the plan says is missing. Failures are values: they are in the outcome and in events. A StoreFailure is
 * thrown: what is durable is no longer known, so the process must end.
 */
export async function execute(
  plan: Plan,
  engine: Engine,
  settings: RunSettings,
  signal: AbortSignal,
): Promise<Outcome> {
  const before = moreUrgent(plan.jobs);
  const run = startRun(plan, engine, new Pacers(engine, before), settings, signal);
  const board = new Board(plan.jobs, isCached, before, lanesOf(engine));
  const tally = new Tally(plan, engine, settings);
  tally.started();
  run.onStop(() => tally.skipped(board.close('interrupted')));
  try {
    await drain(board, settings.concurrency, async (job, { leave, stepAside }) => {
      const begun = engine.clock.now();
      run.vigil.begin(job.id);
      // What waits for this job takes its place, or a short job would take it from a long chain.
      const place = { leave: board.isAwaited(job) ? stay : leave, stepAside };
      const ending = await makeJob(job, place, run);
      run.vigil.end(job.id);
      return conclude(job, ending, (engine.clock.now() - begun) / 1000, { run, board, tally });
    });
  } catch (error) {
    run.stop();
    throw error;
  } finally {
    run.end();
  }
  return tally.finished(run.signal.aborted);
}

const stay = (): void => undefined;

const isCached = (job: Job): boolean => job.state === 'cached';

const makeJob = (job: Job, place: JobPlace, run: Run): Promise<Ending> =>
  job.kind === 'frame' ? makeFrame(job, run) : makeFootage(job, place, run);

/** What a job's end means for the others; how many of them may start now. */
function conclude(
  job: Job,
  ending: Ending,
  seconds: number,
  { run, board, tally }: { run: Run; board: Board; tally: Tally },
): number {
  if (ending.kind === 'stopped') {
    tally.skipped(board.stopped(job, ending.because));
    return 0;
  }
  tally.ended(job, ending, seconds);
  if (ending.kind === 'made') return board.done(job);
  tally.skipped(board.failed(job));
  if (!run.settings.keepGoing) {
    run.halt(job.id);
    tally.skipped(board.close(job.id));
  }
  return 0;
}
