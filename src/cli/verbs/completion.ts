import { completions, type Shell } from '../completion.ts';
import { type Exit, exit } from '../exit.ts';
import type { Terminal } from '../output.ts';

export function completion(output: Terminal, shell: Shell): Exit {
  output.result(completions[shell].trimEnd());
  return exit.good;
}
