import type { Plan } from '../../planner/plan.ts';
import { runCommand } from '../../project/film/choices.ts';
import { openPlan } from '../../project/film/film.ts';
import { pickTake } from '../../project/film/pick.ts';
import { tellApart } from '../../project/naming/tell-apart.ts';
import { money } from '../../report/units.ts';
import { goingOn } from '../as-last-run.ts';
import { type Exit, exit } from '../exit.ts';
import { type FilmFlags, filmRequest } from '../flags.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { quietWorld } from '../world.ts';

export async function pick(output: Terminal, names: readonly string[], flags: FilmFlags): Promise<Exit> {
  // A segment's name may be a number, too: the last number is the take.
  const at = names.findLastIndex((name) => /^[1-9]\d*$/.test(name));
  const told = await tellApart(process.cwd(), names.toSpliced(at, at === -1 ? 0 : 1));
  if (!told.ok) return refuse(output, { why: 'input', diagnostics: [told.error] });
  const { storyboard, segments } = told.value;
  const [name] = segments;
  if (name === undefined || segments.length > 1 || at === -1) {
    output.tell('error: pick expects a segment and the number of a take, as in `storycut pick door 2`.');
    return exit.wrongInput;
  }
  const world = quietWorld(output);
  const request = await goingOn(output, world, filmRequest(storyboard, flags));
  const opened = await openPlan(world, request);
  if (!opened.ok) return refuse(output, opened.error);
  const { film, plan } = opened.value;
  const take = Number(names[at]);
  const picked = await pickTake(film, plan, name, take);
  if (!picked.ok) return refuse(output, { why: 'input', diagnostics: picked.error });
  output.tell(
    `${film.located.named}: the next \`${runCommand(request)}\` puts take ${take} of ${picked.value} into the cut.`,
  );
  const waits = notMadeYet(plan, picked.value, take);
  if (waits !== undefined) output.tell(waits);
  return exit.good;
}

/** Why a take is not in the store, and what it costs to make it. */
function notMadeYet({ takes, jobs }: Plan, segment: string, number: number): string | undefined {
  const ids = takes.find((one) => one.segment === segment && one.take === number)?.jobs ?? [];
  const missing = jobs.filter(({ id, state }) => ids.includes(id) && state !== 'cached');
  const [first] = missing;
  const cost = missing.reduce((sum, job) => sum + job.cost, 0);
  return (
    first && `It is not made yet (${first.reason})${cost > 0 ? `; making it costs ${money(cost)}` : ''}.`
  );
}
