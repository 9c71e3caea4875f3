import type { RunEnd } from '../../project/events/run-end.ts';
import type { FilmRequest } from '../../project/film/film.ts';
import { runFilm } from '../../project/run/run.ts';
import { nextChange, stampsOf } from '../../project/watch/next-change.ts';
import { type WatchedFiles, watchedFiles } from '../../project/watch/watched-files.ts';
import { aboutRun, planText } from '../../report/plan-text.ts';
import { printable } from '../../report/printable.ts';
import { count, money } from '../../report/units.ts';
import { aboutFilm } from '../as-last-run.ts';
import { type Exit, exit } from '../exit.ts';
import type { FilmFlags } from '../flags.ts';
import { type Interrupt, listenForInterrupt } from '../interrupt.ts';
import { filmNamed } from '../name-film.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { seenFrom } from '../seen-from.ts';
import { tellingWorld } from '../telling-world.ts';
import { terminalSize } from '../terminal-size.ts';
import { quietWorld } from '../world.ts';
import { conclude } from './run.ts';

export interface WatchFlags extends FilmFlags {
  readonly maxCost?: number | undefined;
  readonly output?: string | undefined;
  readonly stitch: boolean;
}

/** Runs the film now and after each save of a file on which it hangs, until Ctrl-C. Money only within `--max-cost`. */
export async function watch(output: Terminal, names: readonly string[], flags: WatchFlags): Promise<Exit> {
  const interrupt = listenForInterrupt(output.tell, 'Stopping.');
  const { cwd } = quietWorld(output);
  const film = await filmNamed(cwd, { verb: 'watch', takesOnly: true, names }, flags);
  if (!film.ok) return refuse(output, { why: 'input', diagnostics: [film.error] });
  const configFile = output.config() ?? (process.env.STORYCUT_CONFIG || undefined);
  const { storyboard } = film.value;
  const purse = { left: flags.maxCost };
  let watched: WatchedFiles | undefined;
  while (!interrupt.signal.aborted) {
    const world = quietWorld(output);
    watched = await watchedFiles(world, { storyboard, configFile, before: watched });
    const stamps = await stampsOf(watched?.files ?? []);
    await round({ output, flags, interrupt, request: film.value, purse });
    if (watched === undefined) return exit.wrongInput;
    if (interrupt.signal.aborted) break;
    output.tell(`\nWatching ${count(stamps.size, 'file')}${budgetText(purse)}. Ctrl-C ends.`);
    const changed = await nextChange(stamps, world.clock, interrupt.signal);
    if (changed.length > 0) beginAnew(output, changed, cwd);
  }
  return interrupt.code();
}

/** What may still be spent, in US dollars; undefined: nothing was agreed to. */
interface Purse {
  left: number | undefined;
}

const budgetText = ({ left }: Purse): string =>
  left === undefined ? '' : `; ${money(left)} of --max-cost left`;

interface Round {
  readonly output: Terminal;
  readonly flags: WatchFlags;
  readonly interrupt: Interrupt;
  readonly request: FilmRequest;
  readonly purse: Purse;
}

/** Checks, plans and, where it is free or within the budget, runs. Whatever is wrong is told, and ends nothing. */
async function round({ output, flags, interrupt, request, purse }: Round): Promise<void> {
  const telling = tellingWorld(output, { json: false });
  aboutFilm(output, request);
  let agreed = 0;
  let spent = 0;
  telling.world.announcer.subscribe((told) => {
    if (told.type === 'run-ended') spent = told.spent;
  });
  const end: RunEnd = await runFilm(
    telling.world,
    {
      ...request,
      output: flags.output,
      stitch: flags.stitch,
      maxCost: purse.left,
      onPlan(plan, film) {
        output.diagnostics([...film.diagnostics, ...plan.diagnostics]);
        const view = { about: aboutRun(plan), columns: terminalSize(process.stderr)?.columns };
        output.tell(`${planText(plan, film.storyboard.title, output.paintTell, view)}\n`);
      },
      async consent(plan) {
        if (purse.left === undefined) {
          output.tell(
            `This costs ${money(plan.cost.needed)}, so it waits. \`storycut run\` makes it; \`storycut watch --max-cost USD\` makes what fits into a budget.`,
          );
          return false;
        }
        agreed = plan.cost.needed;
        return true;
      },
    },
    interrupt.signal,
  );
  telling.end();
  // A run that was cut short told no bill: what it was allowed counts as spent.
  if (purse.left !== undefined) purse.left = Math.max(0, purse.left - Math.max(agreed, spent));
  if (end.kind !== 'interrupted') conclude(output, end, interrupt, telling.world, false);
}

/** On a terminal, errors stay in sight until the next save, and go with it. */
function beginAnew(output: Terminal, changed: readonly string[], cwd: string): void {
  const [first = '', ...more] = changed.map((file) => printable(seenFrom(cwd, file)));
  if (terminalSize(process.stderr)) output.write('\x1b[2J\x1b[H');
  output.tell(`${first}${more.length > 0 ? ` and ${count(more.length, 'other file')}` : ''} changed.\n`);
}
