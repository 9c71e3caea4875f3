import { err, ok, type Result } from '../../core/result.ts';
import { jobsToMake, type Plan } from '../../planner/plan.ts';
import { selectableIn } from '../../planner/select.ts';
import type { RunEnd } from '../../project/events/run-end.ts';
import { planFilm } from '../../project/film/film.ts';
import { notesOn } from '../../project/film/notes.ts';
import { overBudget } from '../../project/run/budget.ts';
import { lockedAgain } from '../../project/run/locked.ts';
import { type NotedPrompt, putIntoPrompt } from '../../project/run/noted.ts';
import { orderRedos, withRedos } from '../../project/run/redo.ts';
import { type RunRequest, runFilm } from '../../project/run/run.ts';
import { noteId } from '../film/note-id.ts';
import type { HttpRefusal } from '../http/judge.ts';
import type { Doing } from '../http/serve.ts';
import { fieldsOf } from './asked.ts';
import { openFilm, type ReviewedFilm, refusal } from './edits.ts';

/** What making a segment would take, asked before anything is agreed to. */
export interface Offer {
  /** US dollars. */
  readonly price: number;
  readonly estimated: boolean;
  readonly jobs: readonly OfferedJob[];
  /** Wall time, in seconds. */
  readonly seconds: number;
  /** US dollars left under the storyboard's budget, before this. */
  readonly left?: number;
}

interface OfferedJob {
  readonly id: string;
  readonly reason: string;
  readonly provider?: string;
  readonly model?: string;
  readonly seconds?: number;
  readonly price: number;
}

/** Runs that the page began. */
export interface PageRuns {
  readonly doings: Readonly<Record<string, Doing>>;
  /** Ends what is in progress as Ctrl-C does: what was submitted continues at its provider. */
  stop(): Promise<void>;
}

const orderFields = { segment: 'name', redo: 'flag' } as const;

export function makingFor(reviewed: ReviewedFilm): PageRuns {
  let running: { readonly stop: AbortController; readonly ended: Promise<RunEnd> } | undefined;

  async function make(
    { segment, redo, agreed }: { readonly segment: string; readonly redo: boolean; readonly agreed: number },
    noted: NotedPrompt | undefined,
  ): Promise<Result<unknown, HttpRefusal>> {
    const stop = new AbortController();
    const { world, request } = reviewed;
    // A note changed the prompt: then the first take of that is what is wanted.
    const again = redo && noted === undefined;
    const run: RunRequest = {
      ...request,
      ...(again ? { redo: [segment] } : {}),
      only: [segment],
      stitch: false,
      maxCost: agreed,
      consent: async (plan) => plan.cost.needed <= agreed + 1e-9,
    };
    let begin: () => void = () => undefined;
    const begun = new Promise<undefined>((resolve) => {
      begin = () => resolve(undefined);
    });
    const heard = world.announcer.subscribe((told) => told.type === 'run-started' && begin());
    const ended = runFilm(world, run, stop.signal).finally(() => {
      heard.stop();
      running = undefined;
    });
    running = { stop, ended };
    ended.catch(() => undefined);
    const first = await Promise.race([begun, ended]);
    if (first === undefined || first.kind === 'finished' || first.kind === 'unfinished') return ok({});
    const undone = await noted?.undo();
    const why = whyNot(first);
    if (undone === undefined || undone.ok) return err(why);
    return err({ ...why, message: `${why.message} The note stays in the prompt, since ${undone.error}.` });
  }

  return {
    doings: {
      async price(asked) {
        const fields = fieldsOf(asked, orderFields);
        return fields.ok ? await offer(reviewed, fields.value) : fields;
      },
      async make(asked) {
        const fields = fieldsOf(asked, { ...orderFields, agreed: 'money', note: 'id?' });
        if (!fields.ok) return fields;
        if (running)
          return err({ status: 409, message: 'Something is being made already. Wait for it, or stop it.' });
        const { note, ...order } = fields.value;
        if (note === undefined) return await make(order, undefined);
        const noted = await takeNote(reviewed, order.segment, note);
        return noted.ok ? await make(order, noted.value) : noted;
      },
      async stop() {
        running?.stop.abort();
        return ok({});
      },
    },
    async stop() {
      running?.stop.abort();
      await running?.ended.catch(() => undefined);
    },
  };
}

/** The same plan that the run will make, and agree to. */
async function offer(
  reviewed: ReviewedFilm,
  { segment, redo }: { readonly segment: string; readonly redo: boolean },
): Promise<Result<Offer, HttpRefusal>> {
  const opened = await openFilm(reviewed);
  if (!opened.ok) return opened;
  const { film, plan: whole, holdings, names } = opened.value;
  const order = { names: [segment], only: [segment] };
  const redos = redo ? orderRedos(whole, order, selectableIn(film.storyboard)) : ok([]);
  if (!redos.ok) return err(refusal(redos.error));
  const only = { ...reviewed.request, only: [segment], stitch: false };
  const plan = planFilm(film, withRedos(holdings, redos.value), only);
  if (!plan.ok) return err(refusal(plan.error));
  const against = [
    ...lockedAgain(film, plan.value, holdings),
    ...overBudget(film, plan.value, { maxCost: undefined, only: [segment], names }),
  ];
  if (against.length > 0) return err(refusal(against));
  const { maxCost } = film.storyboard;
  const { cost } = plan.value;
  return ok({
    price: cost.needed,
    estimated: cost.estimated,
    jobs: offeredJobs(plan.value),
    seconds: plan.value.seconds,
    ...(maxCost !== undefined && {
      left: Math.max(0, maxCost - cost.spent - cost.reserved - cost.maybeCharged),
    }),
  });
}

const offeredJobs = (plan: Plan): readonly OfferedJob[] =>
  jobsToMake(plan).map((job) => ({
    ...{ id: job.id, reason: job.reason, price: job.cost },
    ...(job.kind !== 'frame' && {
      ...{ provider: job.request.provider, model: job.request.model, seconds: job.request.seconds },
    }),
  }));

async function takeNote(
  reviewed: ReviewedFilm,
  segment: string,
  id: string,
): Promise<Result<NotedPrompt, HttpRefusal>> {
  const opened = await openFilm(reviewed);
  if (!opened.ok) return opened;
  const notes = await notesOn(opened.value.film);
  if (!notes.ok) return err(refusal(notes.error));
  const note = notes.value.find((one) => one.segment === segment && noteId(one) === id);
  if (!note) return err({ status: 404, message: 'That note is gone.' });
  const put = await putIntoPrompt(opened.value.film, segment, note.text);
  return put.ok
    ? put
    : err({
        status: 409,
        message: `The note can't go into the prompt of ${segment}: ${put.error}. Edit it by hand.`,
      });
}

function whyNot(end: RunEnd): HttpRefusal {
  if (end.kind === 'declined')
    return { status: 409, message: 'The price is another one by now. Look at it, and agree again.' };
  return 'diagnostics' in end
    ? refusal(end.diagnostics)
    : { status: 409, message: 'It was stopped before it began.' };
}
