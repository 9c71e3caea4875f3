import { tellApart } from '../../project/naming/tell-apart.ts';
import { type Exit, exit } from '../exit.ts';
import type { Terminal } from '../output.ts';
import { refuseRun } from '../refuse.ts';
import { tellingWorld } from '../telling-world.ts';
import { type RunFlags, run } from './run.ts';

export async function redo(output: Terminal, names: readonly string[], flags: RunFlags): Promise<Exit> {
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
  return await run(output, storyboard === undefined ? [] : [storyboard], flags, { redo: segments });
}
