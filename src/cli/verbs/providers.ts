import { refreshed, statesOf } from '../../project/machine/provider-states.ts';
import { providersText } from '../../report/providers-text.ts';
import { type Exit, exit } from '../exit.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { quietWorld } from '../world.ts';

interface Flags {
  readonly json?: true | undefined;
  readonly refresh?: true | undefined;
}

export async function providers(output: Terminal, flags: Flags): Promise<Exit> {
  const world = quietWorld(output);
  const found = await world.providers();
  if (!found.ok) return refuse(output, { why: 'input', diagnostics: found.error });
  output.diagnostics(found.value.diagnostics);
  const all = [...found.value.known.values()];
  const asked = flags.refresh
    ? await refreshed(all, world, new AbortController().signal)
    : { known: all, problems: [] };
  output.diagnostics(asked.problems);
  const states = await statesOf(asked.known, world);
  output.result(
    flags.json
      ? JSON.stringify(
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
        )
      : providersText(states, world.clock.now(), output.paintResult),
  );
  return asked.problems.length > 0 ? exit.wrongEnvironment : exit.good;
}
