import { builtInProviders } from '../../providers/registry.ts';
import { providersText } from '../../report/providers-text.ts';
import { type Exit, exit } from '../exit.ts';
import type { Output } from '../output.ts';

export function providers(output: Output, flags: { readonly json?: true | undefined }): Exit {
  const known = [...builtInProviders.values()];
  output.result(
    flags.json
      ? JSON.stringify({ schemaVersion: 1, providers: known }, null, 2)
      : providersText(known, output.paintResult),
  );
  return exit.good;
}
