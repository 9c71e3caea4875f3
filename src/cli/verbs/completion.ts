import { completions, type Shell } from '../completion.ts';
import { type Exit, exit } from '../exit.ts';
import type { Output } from '../output.ts';

export function completion(output: Output, shell: Shell): Exit {
  output.result(completions[shell].trimEnd());
  return exit.good;
}
