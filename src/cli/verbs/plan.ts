import { shellWord } from '../../core/shell-word.ts';
import { planToJson } from '../../planner/plan-json.ts';
import { segmentsNamed } from '../../planner/select.ts';
import { openPlan } from '../../project/film/film.ts';
import { missingLettersIn } from '../../project/film/letters.ts';
import { openNotes } from '../../project/film/notes.ts';
import { savePlanFile } from '../../project/film/saved-plan.ts';
import { beyondBudget, overBudget } from '../../project/run/budget.ts';
import { lockedAgain } from '../../project/run/locked.ts';
import { notesText } from '../../report/notes-text.ts';
import { planText } from '../../report/plan-text.ts';
import { withShortLines } from '../../report/short-lines.ts';
import { aboutFilm } from '../as-last-run.ts';
import { type Exit, exit } from '../exit.ts';
import type { FilmFlags } from '../flags.ts';
import { filmNamed } from '../name-film.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { terminalSize } from '../terminal-size.ts';
import { quietWorld } from '../world.ts';

interface Flags extends FilmFlags {
  readonly json?: true | undefined;
  readonly out?: string | undefined;
  readonly maxCost?: number | undefined;
  readonly compare?: string | true | undefined;
}

export async function plan(output: Terminal, names: readonly string[], flags: Flags): Promise<Exit> {
  if (flags.compare !== undefined) {
    const { compare } = await import('./compare.ts');
    return await compare(output, names, { ...flags, compare: flags.compare });
  }
  const world = quietWorld(output);
  const request = await filmNamed(world.cwd, { verb: 'plan', takesOnly: true, names }, flags);
  if (!request.ok) return refuse(output, { why: 'input', diagnostics: [request.error] }, flags.json);
  aboutFilm(output, request.value);
  const opened = await openPlan(world, request.value);
  if (!opened.ok) return refuse(output, opened.error, flags.json);
  const { film, plan, notices } = opened.value;
  const over = [
    ...lockedAgain(film, plan, opened.value.holdings),
    ...overBudget(film, plan, {
      ...{ maxCost: flags.maxCost, only: request.value.only, names: opened.value.names },
    }),
  ];
  const letters = await missingLettersIn(film);
  const beyond = beyondBudget(film, plan, opened.value.names);
  const noted = await openNotes(film);
  const told = [
    ...[...notices, ...film.diagnostics, ...plan.diagnostics, ...letters, ...beyond],
    ...noted.diagnostics,
  ];
  output.diagnostics(told);
  if (flags.json) {
    output.result(
      JSON.stringify(
        { ...planToJson(plan), notes: noted.notes, diagnostics: [...told, ...over] },
        withShortLines,
        2,
      ),
    );
  } else {
    const columns = terminalSize(process.stdout)?.columns;
    const about = segmentsNamed(request.value.only, film.storyboard);
    const notes = notesText(noted.notes, plan.timeline.fps, output.paintResult);
    const text = planText(plan, film.storyboard.title, output.paintResult, { about, columns });
    output.report(notes === '' ? text : `${text}\n\n${notes}`);
  }
  if (flags.out !== undefined) {
    const saved = await savePlanFile(world, flags.out, film, plan, request.value);
    if (!saved.ok) return refuse(output, { why: 'environment', diagnostics: [saved.error] });
    output.tell(`Saved: \`storycut run --plan ${shellWord(flags.out)}\` does exactly this, or nothing.`);
  }
  return over.length > 0 ? refuse(output, { why: 'input', diagnostics: over }) : exit.good;
}
