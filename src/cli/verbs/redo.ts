import { selectableIn, selectOne } from '../../planner/select.ts';
import { loadFilm } from '../../project/film/film.ts';
import { tellApart } from '../../project/naming/tell-apart.ts';
import { putNoteIntoPrompt } from '../../project/run/noted.ts';
import { type Exit, exit } from '../exit.ts';
import { filmRequest } from '../flags.ts';
import type { Terminal } from '../output.ts';
import { refuse, refuseRun } from '../refuse.ts';
import { tellingWorld } from '../telling-world.ts';
import { type RunFlags, run } from './run.ts';

interface RedoFlags extends RunFlags {
  /** The number of a note on the segment; `true`: the only one. */
  readonly note?: number | true | undefined;
}

export async function redo(output: Terminal, names: readonly string[], flags: RedoFlags): Promise<Exit> {
  const told = await tellApart(process.cwd(), names);
  if (!told.ok) {
    const { world } = tellingWorld(output, { json: flags.json ?? false });
    return refuseRun(output, world, told.error);
  }
  const { storyboard, segments } = told.value;
  if (segments.length === 0) {
    output.tell('error: redo expects segments or scenes, as in `storycut redo door`.');
    return exit.wrongInput;
  }
  const [segment, ...more] = segments;
  if (flags.note !== undefined && segment !== undefined) {
    if (more.length > 0) {
      output.tell('error: redo with --note expects one segment, as in `storycut redo door --note 1`.');
      return exit.wrongInput;
    }
    return await redoNoted(output, { storyboard, segment, note: flags.note }, flags);
  }
  return await run(output, storyboard === undefined ? [] : [storyboard], flags, { redo: segments });
}

interface Noted {
  readonly storyboard: string | undefined;
  readonly segment: string;
  readonly note: number | true;
}

/**
 * Another take of what a note asks for: it goes into the prompt in the storyboard, so that the first take of that is made. Where
 * the run is refused or declined, the storyboard is as it was.
 */
async function redoNoted(
  output: Terminal,
  { storyboard, segment, note }: Noted,
  flags: RedoFlags,
): Promise<Exit> {
  const { world } = tellingWorld(output, { json: flags.json ?? false });
  const loaded = await loadFilm(world, filmRequest(storyboard, flags));
  if (!loaded.ok) return refuse(output, { why: 'input', diagnostics: loaded.error });
  const selected = selectOne(segment, selectableIn(loaded.value.storyboard));
  if (!selected.ok) return refuse(output, { why: 'input', diagnostics: selected.error });
  const put = await putNoteIntoPrompt(loaded.value, selected.value, note === true ? undefined : note);
  if (!put.ok) return refuseRun(output, world, put.error);
  output.tell(`The note is in the prompt of ${selected.value} now.`);
  const ended = await run(
    output,
    storyboard === undefined ? [] : [storyboard],
    { ...flags, only: [selected.value] },
    {},
  );
  if (ended === exit.wrongInput || ended === exit.wrongEnvironment) {
    const undone = await put.value.undo();
    output.tell(
      undone.ok
        ? 'Nothing was made: the storyboard is as it was.'
        : `Nothing was made. The note stays in the prompt: the storyboard can't be what it was, since ${undone.error}.`,
    );
  }
  return ended;
}
