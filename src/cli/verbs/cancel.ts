import { runCommand } from '../../project/film/choices.ts';
import { tellApart } from '../../project/naming/tell-apart.ts';
import { cancelJobs } from '../../project/run/cancel.ts';
import { cancelText } from '../../report/cancel-text.ts';
import { goingOn } from '../as-last-run.ts';
import { type Exit, exit } from '../exit.ts';
import { type FilmFlags, filmRequest } from '../flags.ts';
import { listenForInterrupt } from '../interrupt.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { quietWorld } from '../world.ts';

interface Flags extends FilmFlags {
  readonly take?: number | undefined;
  readonly running?: boolean | undefined;
}

/** Good only if nothing of what was named goes on. */
export async function cancel(output: Terminal, names: readonly string[], flags: Flags): Promise<Exit> {
  const told = await tellApart(process.cwd(), names);
  if (!told.ok) return refuse(output, { why: 'input', diagnostics: [told.error] });
  const { storyboard, segments } = told.value;
  const world = quietWorld(output);
  const film = await goingOn(output, world, filmRequest(storyboard, flags));
  const interrupt = listenForInterrupt(output.tell, 'Stopping: what was asked for so far stands.');
  const done = await cancelJobs(
    world,
    { ...film, segments, take: flags.take, running: flags.running },
    interrupt.signal,
  );
  if (!done.ok) return refuse(output, done.error);
  output.tell(cancelText(done.value, runCommand(film)));
  if (interrupt.signal.aborted) return interrupt.code();
  return done.value.every(({ outcome }) => outcome.kind === 'cancelled') ? exit.good : exit.unfinished;
}
