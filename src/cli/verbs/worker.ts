import { ok } from '../../core/result.ts';
import type { FilmOrder, OrderEnd } from '../../project/machine/orders.ts';
import { LeftToOthers, makeOrder } from '../../project/studio/make-order.ts';
import { askStudio, withOrders } from '../../project/studio/studio-of.ts';
import { count } from '../../report/units.ts';
import type { Exit } from '../exit.ts';
import { listenForInterrupt } from '../interrupt.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { quietWorld } from '../world.ts';

/** Takes films that were submitted until it is stopped. What it was making then, others go on with. */
export async function worker(
  output: Terminal,
  flags: { readonly films?: number | undefined },
): Promise<Exit> {
  const interrupt = listenForInterrupt(output.tell, 'Stopping. Other workers go on with what is being made;');
  const world = quietWorld(output);
  const done = await askStudio(world, (studio, settings) =>
    withOrders(studio, async (orders) => {
      const projects = Object.keys(settings.projects);
      const making = new Set<Promise<OrderEnd>>();
      await orders.work(projects, flags.films ?? 2, (order, taken) => {
        const signal = AbortSignal.any([interrupt.signal, taken]);
        const made = told(output, order, () => makeOrder(world, order, { settings, signal }));
        making.add(made);
        return made.finally(() => making.delete(made));
      });
      output.tell(
        `Taking films of ${count(projects.length, 'project')}: ${projects.join(', ')}. Ctrl-C stops.`,
      );
      await stopped(interrupt.signal);
      await Promise.allSettled(making);
      return ok(undefined);
    }),
  );
  if (!done.ok) return refuse(output, { why: 'environment', diagnostics: done.error });
  return interrupt.code();
}

const stopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    // Nothing else may keep the process alive.
    const alive = setInterval(() => undefined, 60_000);
    signal.addEventListener('abort', () => {
      clearInterval(alive);
      resolve();
    });
  });

/** Says when a film is begun, and how it ends. */
async function told(
  output: Terminal,
  { project, storyboard }: FilmOrder,
  make: () => Promise<OrderEnd>,
): Promise<OrderEnd> {
  const name = `${project}/${storyboard}`;
  output.tell(`→ ${name}`);
  try {
    const end = await make();
    output.tell(end.kind === 'finished' ? `✓ ${name}` : `✗ ${name}  ${end.kind}: ${end.why}`);
    return end;
  } catch (error) {
    output.tell(
      error instanceof LeftToOthers ? `… ${name}  left to other workers` : `✗ ${name}  ${String(error)}`,
    );
    throw error;
  }
}
