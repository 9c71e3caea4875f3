import type { Diagnostic } from '../core/diagnostic.ts';
import type { Refusal } from '../project/events/run-end.ts';
import type { World } from '../project/machine/world.ts';
import { withShortLines } from '../report/short-lines.ts';
import { type Exit, exit } from './exit.ts';
import type { Terminal } from './output.ts';

/** Says why nothing was done, also on stdout if a program expects a document there. */
export function refuse(output: Terminal, { why, diagnostics }: Refusal, json = false): Exit {
  if (json) output.result(JSON.stringify({ schemaVersion: 1, diagnostics }, withShortLines, 2));
  output.diagnostics(diagnostics);
  return why === 'input' ? exit.wrongInput : exit.wrongEnvironment;
}

/** If not even the film or its plan is found: a run whose only event says so. */
export function refuseRun(
  output: Terminal,
  { announcer }: Pick<World, 'announcer'>,
  error: Diagnostic,
): Exit {
  const refusal = { why: 'input', diagnostics: [error] } as const;
  announcer.begin()({ type: 'ended', kind: 'refused', diagnostics: refusal.diagnostics });
  return refuse(output, refusal);
}
