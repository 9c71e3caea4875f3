import { ok } from '../../core/result.ts';
import type { FilmOrder, OrderOutcome } from '../../project/machine/orders.ts';
import { hearWebhooks } from '../../project/studio/hear-webhooks.ts';
import { makeOrder } from '../../project/studio/make-order.ts';
import { askStudio } from '../../project/studio/studio-of.ts';
import { printable } from '../../report/printable.ts';
import { count } from '../../report/units.ts';
import type { Exit } from '../exit.ts';
import { listenForInterrupt } from '../interrupt.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { quietWorld } from '../world.ts';
import { withPieces } from './worker-pieces.ts';

/** Takes films that were submitted until it is stopped. What it was making then, others go on with. */
export async function worker(
  output: Terminal,
  flags: {
    readonly films?: number | undefined;
    readonly concurrency?: number | undefined;
    readonly pieces?: number | undefined;
  },
): Promise<Exit> {
  const interrupt = listenForInterrupt(output.tell, 'Stopping. Other workers go on with what is being made;');
  const world = quietWorld(output);
  const done = await askStudio(world, (studio, settings) =>
    studio.orders(async (orders) => {
      const projects = Object.keys(settings.projects);
      const webhooks = await hearWebhooks(world, studio, settings, (provider, why) =>
        output.tell(`A webhook of ${provider} was refused. ${printable(why)}`),
      );
      if (!webhooks.ok) return webhooks;
      if (webhooks.value) output.tell(`Listening for webhooks at ${webhooks.value.address}.`);
      output.tell(
        `Taking films of ${count(projects.length, 'project')}: ${projects.join(', ')}. Ctrl-C stops.`,
      );
      const { concurrency } = flags;
      const how = { atOnce: flags.films ?? 2, signal: interrupt.signal };
      const pieces = { atOnce: flags.pieces, signal: interrupt.signal };
      try {
        await withPieces(output, studio, settings, pieces, () =>
          orders.work(projects, how, (order, taken) => {
            const signal = AbortSignal.any([interrupt.signal, taken]);
            return told(output, order, () => makeOrder(world, order, { settings, signal, concurrency }));
          }),
        );
      } finally {
        await webhooks.value?.close();
      }
      return ok(undefined);
    }),
  );
  if (!done.ok) return refuse(output, { why: 'environment', diagnostics: done.error });
  return interrupt.code();
}

/** Says when a film is begun, and how it ends. */
async function told(
  output: Terminal,
  { project, storyboard }: FilmOrder,
  make: () => Promise<OrderOutcome | undefined>,
): Promise<OrderOutcome | undefined> {
  const name = `${project}/${storyboard}`;
  output.tell(`→ ${name}`);
  try {
    const outcome = await make();
    output.tell(endText(name, outcome));
    return outcome;
  } catch (error) {
    output.tell(`✗ ${name}  ${String(error)}`);
    throw error;
  }
}

function endText(name: string, outcome: OrderOutcome | undefined): string {
  switch (outcome?.kind) {
    case undefined:
      return `… ${name}  left to other workers`;
    case 'finished':
      return `✓ ${name}`;
    case 'not-here':
      return `… ${name}  left to other workers: ${outcome.why}`;
    case 'unfinished':
    case 'refused':
      return `✗ ${name}  ${outcome.kind}: ${outcome.why}`;
    default:
      return outcome satisfies never;
  }
}
