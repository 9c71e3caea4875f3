import { type Exit, exit } from '../exit.ts';
import { splitStoryboard } from '../flags.ts';
import type { Output } from '../output.ts';
import { type RunFlags, run } from './run.ts';

export async function redo(output: Output, names: readonly string[], flags: RunFlags): Promise<Exit> {
  const { storyboard, rest } = splitStoryboard(names);
  if (rest.length === 0) {
    output.tell('error: redo takes the segments to make again, as in `storycut redo door`.');
    return exit.wrongInput;
  }
  return await run(output, storyboard, flags, { redo: rest });
}
