import { providersText } from '../../report/providers-text.ts';
import { type Exit, exit } from '../exit.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { quietWorld } from '../world.ts';

export async function providers(
  output: Terminal,
  flags: { readonly json?: true | undefined },
): Promise<Exit> {
  const found = await quietWorld(output).providers();
  if (!found.ok) return refuse(output, { why: 'input', diagnostics: found.error });
  output.diagnostics(found.value.diagnostics);
  const known = [...found.value.data.values()];
  output.result(
    flags.json
      ? JSON.stringify({ schemaVersion: 1, providers: known }, null, 2)
      : providersText(known, output.paintResult),
  );
  return exit.good;
}
