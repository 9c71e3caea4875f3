import { ok } from '../../core/result.ts';
import type { Job, Plan } from '../../planner/plan.ts';
import { selectableIn, selectSegments } from '../../planner/select.ts';
import { openPlan } from '../../project/film/film.ts';
import { aboutPicks } from '../../project/film/pick.ts';
import { tellApart } from '../../project/naming/tell-apart.ts';
import { showText } from '../../report/show-text.ts';
import { goingOn } from '../as-last-run.ts';
import { type Exit, exit } from '../exit.ts';
import { type FilmFlags, filmRequest } from '../flags.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { quietWorld } from '../world.ts';

interface Flags extends FilmFlags {
  readonly json?: true | undefined;
}

export async function show(output: Terminal, names: readonly string[], flags: Flags): Promise<Exit> {
  const told = await tellApart(process.cwd(), names);
  if (!told.ok) return refuse(output, { why: 'input', diagnostics: [told.error] }, flags.json);
  const { storyboard, segments } = told.value;
  const world = quietWorld(output);
  const opened = await openPlan(world, await goingOn(output, world, filmRequest(storyboard, flags)));
  if (!opened.ok) return refuse(output, opened.error, flags.json);
  const { film, plan } = opened.value;
  const selectable = selectableIn(film.storyboard);
  const selected = segments.length === 0 ? ok(selectable.segments) : selectSegments(segments, selectable);
  if (!selected.ok) return refuse(output, { why: 'input', diagnostics: selected.error }, flags.json);
  const shown = new Set(selected.value);
  output.diagnostics(aboutPicks(plan).filter(({ segment = '' }) => shown.has(segment)));
  output.result(
    flags.json
      ? JSON.stringify(
          { schemaVersion: 1, ...documentOf(plan, selected.value, segments.length > 0) },
          null,
          2,
        )
      : selected.value.map((segment) => showText(plan, segment, output.paintResult)).join('\n\n'),
  );
  return exit.good;
}

/** One segment that was named is the document itself, others are a list in it. */
function documentOf(plan: Plan, segments: readonly string[], areNamed: boolean) {
  const [first, ...more] = segments.map((segment) => ({ segment, jobs: jobsOf(plan, segment) }));
  return areNamed && more.length === 0 ? first : { segments: first ? [first, ...more] : [] };
}

function jobsOf({ takes, jobs }: Plan, segment: string): readonly Job[] {
  const ids = new Set(takes.filter((take) => take.segment === segment).flatMap((take) => take.jobs));
  return jobs.filter((job) => ids.has(job.id));
}
