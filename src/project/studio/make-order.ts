import { basename, join } from 'node:path';
import type { StudioSettings } from '../../config/config.ts';
import { sha256 } from '../../core/canonical.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { readBounded } from '../../core/read-bounded.ts';
import type { RunEnd } from '../events/run-end.ts';
import type { FilmOrder, OrderEnd } from '../machine/orders.ts';
import type { World } from '../machine/world.ts';
import { runFilm } from '../run/run.ts';

/** A worker was stopped: others go on with what it had begun. */
export class LeftToOthers extends Error {}

/** The folder of an order's project on this machine; undefined: it has none. */
function folderOf({ project }: Pick<FilmOrder, 'project'>, { projects }: StudioSettings) {
  const [name = '', ...within] = project.split('/');
  const root = projects[name];
  return root === undefined ? undefined : join(root, ...within);
}

/** Makes what somebody ordered, for what was agreed to, or less. Throws a `LeftToOthers` when `signal` aborts. */
export async function makeOrder(
  world: World,
  order: FilmOrder,
  { settings, signal }: { readonly settings: StudioSettings; readonly signal: AbortSignal },
): Promise<OrderEnd> {
  const folder = folderOf(order, settings);
  if (folder === undefined) throw new LeftToOthers();
  if (order.project.split('/').includes('..') || basename(order.storyboard) !== order.storyboard)
    return refused('The order names a file outside of its project.');
  const file = join(folder, order.storyboard);
  const read = await readBounded(file, largest).catch(() => undefined);
  if (!read?.ok) return refused(`There is no ${order.storyboard} in the project on this machine.`);
  if (sha256(read.value) !== order.sha256)
    return refused('The storyboard on this machine is not the one that was submitted.');
  const end = await runFilm(
    world,
    {
      storyboard: file,
      overrides: order.overrides,
      draft: order.draft,
      maxCost: order.agreed,
      // What has been made since, it need not pay for; dearer, it is nobody's wish.
      consent: async (plan) => plan.cost.needed <= order.agreed + 1e-9,
    },
    signal,
  );
  if (signal.aborted || end.kind === 'interrupted') throw new LeftToOthers();
  return endOf(end);
}

const largest = 16 * 2 ** 20;

const refused = (why: string): OrderEnd => ({ kind: 'refused', why });

function endOf(end: Exclude<RunEnd, { kind: 'interrupted' }>): OrderEnd {
  switch (end.kind) {
    case 'finished':
      return { kind: 'finished' };
    case 'declined':
      return refused('It costs more than was agreed to.');
    case 'refused':
      return refused(firstOf(end.diagnostics));
    case 'unfinished':
      return {
        kind: 'unfinished',
        why: firstOf(end.diagnostics) || 'Not every job finished: `storycut status` shows which.',
      };
    case 'uncut':
      return { kind: 'unfinished', why: firstOf(end.diagnostics) };
    default:
      return end satisfies never;
  }
}

const firstOf = (diagnostics: readonly Diagnostic[]): string =>
  (diagnostics.find(({ severity }) => severity === 'error') ?? diagnostics[0])?.message ?? '';
