import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { diskRefusal } from '../../core/disk-refusal.ts';
import { readBounded } from '../../core/read-bounded.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';
import { shellWord } from '../../core/shell-word.ts';
import type { Plan } from '../../planner/plan.ts';
import {
  readSavedPlan,
  type SavedPlan,
  savePlan,
  whatMoved,
  writeSavedPlan,
} from '../../planner/saved-plan.ts';
import type { World } from '../machine/world.ts';
import { locateStoryboard } from '../naming/locate.ts';
import { type FilmRequest, type LoadedFilm, overridesOf } from './film.ts';
import { whyNotThere } from './plan-place.ts';

/** Saves what a run with this request would do, so that `runFilm` can do exactly that or nothing. */
export async function savePlanFile(
  world: World,
  file: string,
  film: LoadedFilm,
  plan: Plan,
  request: FilmRequest,
): Promise<Result<void, Diagnostic>> {
  const path = resolve(world.cwd, file);
  const why = await whyNotThere(path, film.located, largest);
  if (why !== undefined) {
    const help = say`Name another file with --out, or rename or remove what is there.`;
    return err(notWritten(file, why, help));
  }
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(draft, writeSavedPlan(asSaved(path, film, plan, request)), { flag: 'wx' });
    return ok(await rename(draft, path));
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    const cause = String(error).replace(/^Error: \w+: |, \w+ '.*$/g, '');
    return err(notWritten(file, cause, say`Name a file in an existing folder that you can write to.`));
  }
}

const notWritten = (file: string, cause: string, help: Sentence): Diagnostic => ({
  severity: 'error',
  code: 'plan-not-written',
  ...says(say`${{ file }} could not be written: ${{ cause }}.`, help),
});

export interface PlanFile {
  /** As the user named it. */
  readonly named: string;
  readonly path: string;
  readonly saved: SavedPlan;
}

export async function readPlanFile(world: World, named: string): Promise<Result<PlanFile, Diagnostic>> {
  const path = resolve(world.cwd, named);
  const saved = await readAt(path);
  if (saved === undefined) return err(noPlan(named));
  if (saved.ok) return ok({ named, path, saved: saved.value });
  return err({
    severity: 'error',
    code: 'plan-unreadable',
    ...says(
      say`${{ file: named }} is not a saved plan: ${{ cause: saved.error }}.`,
      say`Remove it, or name another file, and write one with \`storycut plan --out\`.`,
    ),
  });
}

const mebibyte = 2 ** 20;
/** That of 25,000 jobs. */
const largest = 32 * mebibyte;

/** Undefined if there is no such file; the error says why it is not a saved plan. */
async function readAt(path: string): Promise<Result<SavedPlan, string> | undefined> {
  try {
    const read = await readBounded(path, largest);
    if (read.ok) return readSavedPlan(read.value.toString('utf8'));
    const { kind } = read.error;
    return err(kind === 'too-large' ? `it is larger than ${largest / mebibyte} MiB` : 'it is not a file');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing ? undefined : err(`it can't be read (${diskRefusal(error)})`);
  }
}

const noPlan = (named: string): Diagnostic => ({
  severity: 'error',
  code: 'file-not-found',
  ...says(
    say`There is no saved plan ${{ file: named }}.`,
    say`Name one that exists, or save it with \`storycut plan --out ${shellWord(named)}\`.`,
  ),
});

/** The choices that a saved plan was made with. */
export function choicesOf(world: World, { path, saved }: PlanFile): Omit<FilmRequest, 'concurrency'> {
  const { storyboard, vars, provider, model, only, draft, payAgain } = saved.choices;
  return {
    storyboard: relative(world.cwd, resolve(dirname(path), storyboard)),
    overrides: { vars, ...(provider !== undefined && { provider }), ...(model !== undefined && { model }) },
    only,
    draft,
    payAgain,
  };
}

/** Why a storyboard that was named beside a saved plan is wrong: the plan runs as it was saved, or not at all. */
export async function otherStoryboard(
  world: World,
  { named, path, saved }: PlanFile,
  beside: string | undefined,
): Promise<Diagnostic | undefined> {
  if (beside === undefined) return undefined;
  const own = resolve(dirname(path), saved.choices.storyboard);
  const film = await locateStoryboard(world.cwd, beside);
  if (!film.ok) return film.error;
  if (film.value.absolute === own) return undefined;
  return {
    severity: 'error',
    code: 'plan-moved',
    ...says(
      say`${{ file: named }} is a plan of ${{ storyboard: relative(world.cwd, own) }}, not of ${{ named: beside }}.`,
      say`Leave the name out to run the plan as it was saved, or save a plan of the other film with \`storycut plan --out\`.`,
    ),
  };
}

/** Why a run would not do exactly the saved plan. */
export function movedSince(
  { named, path, saved }: PlanFile,
  film: LoadedFilm,
  plan: Plan,
  request: FilmRequest,
): readonly Diagnostic[] {
  const moved = whatMoved(saved, asSaved(path, film, plan, request));
  if (moved.length === 0) return [];
  const help = say`${{ file: named }} no longer matches what a run would do. Check \`storycut plan\`, then save it with --out.`;
  return moved.map((diagnostic) => ({
    ...diagnostic,
    help: help.text,
    params: { ...diagnostic.params, ...help.params },
  }));
}

function asSaved(path: string, film: LoadedFilm, plan: Plan, request: FilmRequest): SavedPlan {
  const { only, draft, payAgain } = request;
  const { vars, provider, model } = overridesOf(request);
  const storyboard = relative(dirname(path), film.located.absolute).split(sep).join('/');
  return savePlan(plan, film.storyboard, {
    choices: { storyboard, vars, provider, model, only, draft, payAgain },
    addresses: addressesOf(plan, film),
  });
}

/** Where the providers of a plan's jobs are. */
function addressesOf({ jobs }: Plan, { providers }: LoadedFilm): Readonly<Record<string, string>> {
  const names = new Set(jobs.flatMap((job) => (job.kind === 'frame' ? [] : [job.request.provider])));
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const address = providers.data.get(name)?.address;
      return address === undefined ? [] : [[name, address]];
    }),
  );
}
