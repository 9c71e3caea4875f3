import type { Refusal } from '../project/film.ts';
import { type Exit, exit } from './exit.ts';
import type { Output } from './output.ts';

/** Says why nothing was done. */
export function refuse(output: Output, { why, diagnostics }: Refusal): Exit {
  output.diagnostics(diagnostics);
  return why === 'input' ? exit.wrongInput : exit.wrongEnvironment;
}
