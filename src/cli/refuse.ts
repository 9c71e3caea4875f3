import type { Refusal } from '../project/run-end.ts';
import { type Exit, exit } from './exit.ts';
import type { Output } from './output.ts';

/** Says why nothing was done, on stdout too where a program waits there for a document. */
export function refuse(output: Output, { why, diagnostics }: Refusal, json = false): Exit {
  if (json) output.result(JSON.stringify({ schemaVersion: 1, diagnostics }, null, 2));
  output.diagnostics(diagnostics);
  return why === 'input' ? exit.wrongInput : exit.wrongEnvironment;
}
