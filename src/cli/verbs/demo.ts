import { join } from 'node:path';
import { demoFile, layOutDemo } from '../../project/demo.ts';
import { type Exit, exit } from '../exit.ts';
import type { Output } from '../output.ts';
import { run } from './run.ts';

export async function demo(output: Output): Promise<Exit> {
  const folder = await layOutDemo(process.cwd());
  const storyboard = join(folder, demoFile);
  const code = await run(output, storyboard, { stitch: true });
  if (code === exit.good) {
    output.tell(
      [
        '',
        `The film is above. Now change a prompt in ${storyboard} and run again:`,
        `  storycut run ${storyboard}`,
        'Only what you changed is made.',
      ].join('\n'),
    );
  }
  return code;
}
