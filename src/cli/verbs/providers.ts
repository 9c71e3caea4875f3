import type { Diagnostic } from '../../core/diagnostic.ts';
import { noProvider, type Selling } from '../../planner/models/no-provider.ts';
import { refreshed, statesOf } from '../../project/machine/provider-states.ts';
import { providersOverview } from '../../report/providers-overview.ts';
import { providersText } from '../../report/providers-text.ts';
import { type Exit, exit } from '../exit.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { quietWorld } from '../world.ts';

interface Flags {
  readonly json?: true | undefined;
  readonly refresh?: true | undefined;
}

/** Of all, or in full detail of those named. */
export async function providers(output: Terminal, names: readonly string[], flags: Flags): Promise<Exit> {
  const world = quietWorld(output);
  const found = await world.providers();
  if (!found.ok) return refuse(output, { why: 'input', diagnostics: found.error });
  output.diagnostics(found.value.diagnostics);
  const { known } = found.value;
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0)
    return refuse(output, {
      why: 'input',
      diagnostics: unknown.map((name) =>
        unknownName(
          name,
          [...known.values()].map(({ data }) => data),
        ),
      ),
    });
  const all = [...known].flatMap(([name, one]) => (names.length === 0 || names.includes(name) ? [one] : []));
  const asked = flags.refresh
    ? await refreshed(all, world, new AbortController().signal)
    : { known: all, problems: [] };
  output.diagnostics(asked.problems);
  const states = await statesOf(asked.known, world);
  const now = world.clock.now();
  if (!flags.json)
    output.report((names.length > 0 ? providersText : providersOverview)(states, now, output.paintResult));
  else
    output.result(
      JSON.stringify(
        {
          schemaVersion: 1,
          providers: states.map(({ data, problem }) => ({
            ...data,
            ready: problem === undefined,
            ...(problem && { note: problem.message }),
          })),
          ...(asked.problems.length > 0 && { diagnostics: asked.problems }),
        },
        null,
        2,
      ),
    );
  return asked.problems.length > 0 ? exit.wrongEnvironment : exit.good;
}

const unknownName = (name: string, known: Iterable<Selling>): Diagnostic => ({
  severity: 'error',
  code: 'unknown-provider',
  ...noProvider(name, known),
});
