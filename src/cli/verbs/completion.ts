import type { AnyCommand } from '../commander.ts';
import { completionFor, type Shell } from '../completion.ts';
import { type Exit, exit } from '../exit.ts';
import type { Output } from '../output.ts';

export function completion(output: Output, program: AnyCommand, shell: Shell): Exit {
  output.result(completionFor(program, shell).trimEnd());
  return exit.good;
}
