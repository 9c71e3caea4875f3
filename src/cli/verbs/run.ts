import type { Diagnostic } from '../../core/diagnostic.ts';
import { unreachable } from '../../core/result.ts';
import { segmentsNamed } from '../../planner/select.ts';
import type { RunEnd } from '../../project/events/run-end.ts';
import { choiceFlags } from '../../project/film/choices.ts';
import { choicesOf, otherStoryboard, readPlanFile } from '../../project/film/saved-plan.ts';
import type { World } from '../../project/machine/world.ts';
import { type RunRequest, runFilm } from '../../project/run/run.ts';
import { aboutRun, planText } from '../../report/plan-text.ts';
import { aboutFilm, goingOn } from '../as-last-run.ts';
import { agrees } from '../consent.ts';
import { type Exit, exit } from '../exit.ts';
import type { FilmFlags } from '../flags.ts';
import { type Interrupt, listenForInterrupt } from '../interrupt.ts';
import { filmNamed } from '../name-film.ts';
import type { Terminal } from '../output.ts';
import { refuse, refuseRun } from '../refuse.ts';
import { seenFrom } from '../seen-from.ts';
import { tellingWorld } from '../telling-world.ts';
import { terminalSize } from '../terminal-size.ts';

export interface RunFlags extends FilmFlags {
  readonly plan?: string | undefined;
  readonly maxCost?: number | undefined;
  readonly yes?: true | undefined;
  readonly output?: string | undefined;
  readonly replace?: boolean | undefined;
  readonly stitch: boolean;
  readonly failFast?: true | undefined;
  readonly deleteRemote?: true | undefined;
  readonly json?: true | undefined;
}

export async function run(
  output: Terminal,
  names: readonly string[],
  flags: RunFlags,
  change: { readonly redo?: readonly string[]; readonly cwd?: string } = {},
): Promise<Exit> {
  const interrupt = listenForInterrupt(
    output.tell,
    `Stopping: no new jobs. ${(change.redo ?? flags.plan) ? '`storycut run` resumes' : 'Run the same command to resume'};`,
  );
  const telling = tellingWorld(output, { json: flags.json ?? false, cwd: change.cwd });
  const film = await filmNamed(telling.world.cwd, { verb: 'run', takesOnly: true, names }, flags);
  if (!film.ok) return refuseRun(output, telling.world, film.error);
  const saved = flags.plan === undefined ? undefined : await readPlanFile(telling.world, flags.plan);
  if (saved?.ok === false) return refuseRun(output, telling.world, saved.error);
  const against = saved && (await otherStoryboard(telling.world, saved.value, film.value.storyboard));
  if (against) return refuseRun(output, telling.world, against);
  const told: Diagnostic[] = [];
  const request: RunRequest = {
    ...(change.redo ? await goingOn(output, telling.world, film.value) : film.value),
    ...(saved && choicesOf(telling.world, saved.value)),
    plan: saved?.value,
    output: flags.output,
    replace: flags.replace,
    stitch: flags.stitch,
    keepGoing: !flags.failFast,
    maxCost: flags.maxCost,
    deleteRemote: flags.deleteRemote,
    redo: change.redo,
    onPlan(plan, film) {
      if (flags.json) return;
      told.push(...film.diagnostics, ...plan.diagnostics);
      output.diagnostics(told);
      const about = segmentsNamed(change.redo ?? request.only, film.storyboard) ?? aboutRun(plan);
      const columns = terminalSize(process.stderr)?.columns;
      output.tell(`${planText(plan, film.storyboard.title, output.paintTell, { about, columns })}\n`);
    },
    consent: (plan) => agrees(output, plan, flags, 'run'),
  };
  aboutFilm(output, request, choiceFlags(film.value));
  const end = await runFilm(telling.world, request, interrupt.signal);
  telling.end();
  return conclude(output, helpedOnce(end, told), interrupt, telling.world, flags.json ?? false);
}

/** What helps is not repeated where a warning said it before the plan. */
const helpedOnce = (end: RunEnd, told: readonly Diagnostic[]): RunEnd =>
  end.kind !== 'refused'
    ? end
    : {
        ...end,
        diagnostics: end.diagnostics.map(({ help, ...rest }) =>
          help === undefined || told.some((one) => one.help === help) ? rest : { ...rest, help },
        ),
      };

function unfinishedText(asks: 'some' | 'all' | undefined): string {
  switch (asks) {
    case 'all':
      return 'The film is not cut, because it waits for your answer. `storycut status` shows for which segments.';
    case 'some':
      return 'The film is not cut, because not every job finished, and some wait for your answer. `storycut status` shows which; `storycut run` tries the others again.';
    case undefined:
      return 'The film is not cut, because not every job finished. `storycut status` shows which; `storycut run` tries again.';
    default:
      return unreachable(asks);
  }
}

/** The results on stdout, the exit code for the caller. */
export function conclude(
  output: Terminal,
  end: RunEnd,
  interrupt: Interrupt,
  world: World,
  json: boolean,
): Exit {
  switch (end.kind) {
    case 'refused':
      return refuse(output, end);
    case 'uncut':
      output.diagnostics(end.diagnostics);
      output.tell('The footage is complete, but the film is not cut.');
      return end.why === 'input' ? exit.wrongInput : exit.uncut;
    case 'declined':
      return exit.wrongInput;
    case 'interrupted':
      return interrupt.code();
    case 'unfinished':
      output.diagnostics(end.diagnostics);
      if (end.diagnostics.length === 0) output.tell(unfinishedText(end.asks));
      return end.environment ? exit.wrongEnvironment : exit.unfinished;
    case 'finished':
      // With --json, stdout has only events; stitch-finished names the file.
      if (!json) for (const cut of end.cuts) output.result(seenFrom(world.cwd, cut));
      return exit.good;
    default:
      return unreachable(end);
  }
}
