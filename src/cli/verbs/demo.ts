import { join } from 'node:path';
import { demoFile, layOutDemo } from '../../project/setup/demo.ts';
import { type Exit, exit } from '../exit.ts';
import type { Terminal } from '../output.ts';
import { run } from './run.ts';

export async function demo(output: Terminal): Promise<Exit> {
  const folder = await layOutDemo(process.cwd());
  const storyboard = join(folder, demoFile);
  const code = await run(output, [storyboard], { stitch: true });
  if (code === exit.good) {
    output.tell(
      `\nThe path above is the film. Change a prompt in ${storyboard}, and \`storycut run ${storyboard}\` regenerates only that segment.`,
    );
    output.tell(`What it would cost as real footage: \`storycut plan --compare ${storyboard}\``);
  }
  return code;
}
