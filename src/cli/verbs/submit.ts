import { basename } from 'node:path';
import { ok } from '../../core/result.ts';
import { openPlan } from '../../project/film/film.ts';
import { orderFor } from '../../project/studio/order-for.ts';
import { askStudio } from '../../project/studio/studio-of.ts';
import { planText } from '../../report/plan-text.ts';
import { aboutFilm } from '../as-last-run.ts';
import { agrees } from '../consent.ts';
import { type Exit, exit } from '../exit.ts';
import type { FilmFlags } from '../flags.ts';
import { filmNamed } from '../name-film.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { terminalSize } from '../terminal-size.ts';
import { quietWorld } from '../world.ts';

interface Flags extends FilmFlags {
  readonly maxCost?: number | undefined;
  readonly yes?: true | undefined;
  readonly priority?: number | undefined;
  readonly withdraw?: true | undefined;
}

export async function submit(output: Terminal, names: readonly string[], flags: Flags): Promise<Exit> {
  const world = quietWorld(output);
  const request = await filmNamed(world.cwd, { verb: 'submit', takesOnly: false, names }, flags);
  if (!request.ok) return refuse(output, { why: 'input', diagnostics: [request.error] });
  aboutFilm(output, request.value);
  const opened = await openPlan(world, request.value);
  if (!opened.ok) return refuse(output, opened.error);
  const { film, plan } = opened.value;
  const order = await orderFor(world, film, plan, request.value);
  if (!order.ok) return refuse(output, { why: 'input', diagnostics: [order.error] });
  const { project, storyboard } = order.value;
  const named = `${project}/${basename(storyboard)}`;
  if (!flags.withdraw) {
    output.diagnostics([...film.diagnostics, ...plan.diagnostics]);
    const columns = terminalSize(process.stderr)?.columns;
    output.tell(
      `${planText(plan, film.storyboard.title, output.paintTell, { about: undefined, columns })}\n`,
    );
    if (plan.cost.needed > 0 && !(await agrees(output, plan, flags, 'film'))) return exit.wrongInput;
  }
  const done = await askStudio(world, (studio) =>
    studio.orders(async (orders) =>
      ok(
        await (flags.withdraw
          ? orders.withdraw(project, storyboard)
          : orders.submit(order.value, flags.priority ?? 0)),
      ),
    ),
  );
  if (!done.ok) return refuse(output, { why: 'environment', diagnostics: done.error });
  if (flags.withdraw) {
    output.tell(done.value ? `${named} is withdrawn.` : `${named} is neither waiting nor being made.`);
  } else {
    output.tell(
      done.value
        ? `${named} is submitted to the studio. \`storycut studio queue\` shows what becomes of it.`
        : `${named} is waiting or being made already.`,
    );
  }
  return exit.good;
}
