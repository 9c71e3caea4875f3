import { selectableIn, selectSegments } from '../../planner/select.ts';
import type { Refusal } from '../../project/events/run-end.ts';
import { openPlan } from '../../project/film/film.ts';
import { journalStatus } from '../../project/film/journal-status.ts';
import { openNotes } from '../../project/film/notes.ts';
import { aboutPicks } from '../../project/film/pick.ts';
import { statusOf, withFindings } from '../../project/film/status.ts';
import { knownJudgement } from '../../project/judging/known-judgement.ts';
import type { World } from '../../project/machine/world.ts';
import { tellApart } from '../../project/naming/tell-apart.ts';
import { recordsUnknown } from '../../project/upkeep/diagnose.ts';
import { journalText } from '../../report/journal-text.ts';
import { notesCount } from '../../report/notes-text.ts';
import { withShortLines } from '../../report/short-lines.ts';
import { statusText } from '../../report/status-text.ts';
import { goingOn } from '../as-last-run.ts';
import { type Exit, exit } from '../exit.ts';
import { type FilmFlags, filmRequest } from '../flags.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { terminalSize } from '../terminal-size.ts';
import { quietWorld } from '../world.ts';

interface Flags extends FilmFlags {
  readonly json?: true | undefined;
}

/** Only the named segments, if any; money is always that of the whole film. */
export async function status(output: Terminal, names: readonly string[], flags: Flags): Promise<Exit> {
  const told = await tellApart(process.cwd(), names);
  if (!told.ok) return refuse(output, { why: 'input', diagnostics: [told.error] }, flags.json);
  const { storyboard, segments: wanted } = told.value;
  const world = quietWorld(output);
  const opened = await openPlan(world, await goingOn(output, world, filmRequest(storyboard, flags)));
  if (!opened.ok) return await withoutPlan(output, opened.error, { world, storyboard, json: flags.json });
  const { film, plan, holdings, notices } = opened.value;
  const selected = selectSegments(wanted, selectableIn(film.storyboard));
  if (!selected.ok) return refuse(output, { why: 'input', diagnostics: selected.error }, flags.json);
  const isShown = (id: string): boolean => wanted.length === 0 || selected.value.includes(id);
  const lost = holdings.lostRecords > 0 ? [recordsUnknown(holdings.lostRecords)] : [];
  const picks = aboutPicks(plan).filter(({ segment = '' }) => isShown(segment));
  const noted = await openNotes(film);
  const notes = noted.notes.filter(({ segment }) => isShown(segment));
  output.diagnostics([...notices, ...lost, ...picks, ...noted.diagnostics]);
  const { findings } = await knownJudgement(opened.value);
  const all = withFindings(statusOf(film, plan, holdings), findings);
  const found = {
    ...all,
    segments: all.segments.filter(({ id }) => isShown(id)),
    attempts: all.attempts.filter(({ segment }) => wanted.length === 0 || isShown(segment)),
    notes,
  };
  if (flags.json) output.result(JSON.stringify(found, null, 2));
  else {
    const size = terminalSize(process.stdout);
    const text = statusText(found, film.storyboard.title, output.paintResult, {
      plan,
      ...(size && { columns: size.columns }),
    });
    output.report(notes.length === 0 ? text : `${text}\n${notesCount(notes)}`);
  }
  return exit.good;
}

/** Money doesn't wait for a storyboard to be right: what the journal knows is told with what is wrong. */
async function withoutPlan(
  output: Terminal,
  { why, diagnostics }: Refusal,
  {
    world,
    storyboard,
    json,
  }: { readonly world: World; readonly storyboard: string | undefined; readonly json: true | undefined },
): Promise<Exit> {
  const read = await journalStatus(world, { storyboard });
  // Why it can't be read is among the reasons why there is no plan.
  const known = read.ok ? read.value : undefined;
  if (json) output.result(JSON.stringify({ schemaVersion: 1, diagnostics, ...known }, withShortLines, 2));
  else if (known) output.report(journalText(known));
  return refuse(output, { why, diagnostics });
}
