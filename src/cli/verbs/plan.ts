import { planToJson } from '../../planner/plan-json.ts';
import { openPlan } from '../../project/film.ts';
import { planText } from '../../report/plan-text.ts';
import { type Exit, exit } from '../exit.ts';
import { type FilmFlags, filmRequest } from '../flags.ts';
import type { Output } from '../output.ts';
import { refuse } from '../refuse.ts';
import { quietWorld } from '../world.ts';

interface Flags extends FilmFlags {
  readonly json?: true | undefined;
}

export async function plan(output: Output, named: string | undefined, flags: Flags): Promise<Exit> {
  const opened = await openPlan(quietWorld(), filmRequest(named, flags));
  if (!opened.ok) return refuse(output, opened.error);
  const { film, plan, notices } = opened.value;
  output.diagnostics([...notices, ...film.diagnostics, ...plan.diagnostics]);
  output.result(
    flags.json
      ? JSON.stringify(planToJson(plan), null, 2)
      : planText(plan, film.storyboard.title, output.paintResult),
  );
  return exit.good;
}
