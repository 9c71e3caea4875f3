import { basename, join } from 'node:path';
import type { StudioSettings } from '../../config/config.ts';
import { sha256 } from '../../core/canonical.ts';
import type { Code } from '../../core/codes.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { committedOf } from '../../core/holdings.ts';
import { readBounded } from '../../core/read-bounded.ts';
import { announcer } from '../events/announcer.ts';
import type { RunEnd } from '../events/run-end.ts';
import type { FilmOrder, OrderEnd, OrderOutcome } from '../machine/orders.ts';
import type { World } from '../machine/world.ts';
import { runFilm } from '../run/run.ts';

/** The folder of an order's project on this machine; undefined: it has none. */
function folderOf({ project }: Pick<FilmOrder, 'project'>, { projects }: StudioSettings) {
  const [name = '', ...within] = project.split('/');
  const root = projects[name];
  return root === undefined ? undefined : join(root, ...within);
}

interface HowToMake {
  readonly settings: StudioSettings;
  readonly signal: AbortSignal;
  /** Jobs of the film at once; default: as of any run. */
  readonly concurrency?: number | undefined;
}

/** Makes what somebody ordered, for what was agreed to, or less. Undefined once `signal` has aborted: it is left to others. */
export async function makeOrder(
  world: World,
  order: FilmOrder,
  { settings, signal, concurrency }: HowToMake,
): Promise<OrderOutcome | undefined> {
  const folder = folderOf(order, settings);
  if (folder === undefined) return notHere('The project is not on this machine.');
  if (order.project.split('/').includes('..') || basename(order.storyboard) !== order.storyboard)
    return refused('The order names a file outside of its project.');
  const file = join(folder, order.storyboard);
  const read = await readBounded(file, largest).catch(() => undefined);
  if (!read?.ok) return notHere(`There is no ${order.storyboard} in the project on this machine.`);
  if (sha256(read.value) !== order.sha256)
    return notHere('The storyboard on this machine is not the one that was submitted.');
  const own = announcer(world.clock, world.random);
  const failures: Diagnostic[] = [];
  own.subscribe((told) => {
    if (told.type === 'job-failed') failures.push(told.diagnostic);
  });
  const end = await runFilm(
    { ...world, announcer: own },
    {
      storyboard: file,
      overrides: order.overrides,
      draft: order.draft,
      concurrency,
      upTo: order.upTo,
      // What has been made since, it need not pay for; dearer, it is nobody's wish.
      consent: async ({ cost }) => committedOf(cost) + cost.needed <= order.upTo + 1e-9,
    },
    signal,
  );
  if (signal.aborted || end.kind === 'interrupted') return undefined;
  return outcomeOf(end, failures);
}

const largest = 16 * 2 ** 20;

const refused = (why: string): OrderEnd => ({ kind: 'refused', why });
const notHere = (why: string): OrderOutcome => ({ kind: 'not-here', why });

/** Problems of the film, wherever it is made. The storyboard was planned when it was submitted, so others are this machine's. */
const ofTheFilm: ReadonlySet<Code> = new Set(['over-budget', 'segment-locked']);
/** What keeps this machine from making a job, and no other. */
const ofThisMachine: ReadonlySet<Code> = new Set(['disk-full', 'access-denied']);

/** `failures`: of its jobs. */
function outcomeOf(
  end: Exclude<RunEnd, { kind: 'interrupted' }>,
  failures: readonly Diagnostic[],
): OrderOutcome {
  switch (end.kind) {
    case 'finished':
      return { kind: 'finished' };
    case 'declined':
      return refused('It costs more than was agreed to.');
    case 'refused': {
      const isHere = !end.diagnostics.some(({ code }) => ofTheFilm.has(code));
      return (isHere ? notHere : refused)(firstOf(end.diagnostics));
    }
    case 'unfinished': {
      const isHere = failures.length > 0 && failures.every(({ code }) => ofThisMachine.has(code));
      const why = firstOf([...end.diagnostics, ...failures]);
      if (isHere) return notHere(why);
      return { kind: 'unfinished', why: why || 'Not every job finished: `storycut status` shows which.' };
    }
    case 'uncut': {
      const why = firstOf(end.diagnostics);
      return end.why === 'environment' ? notHere(why) : { kind: 'unfinished', why };
    }
    default:
      return end satisfies never;
  }
}

const firstOf = (diagnostics: readonly Diagnostic[]): string =>
  (diagnostics.find(({ severity }) => severity === 'error') ?? diagnostics[0])?.message ?? '';
