import { hasErrors } from '../../core/diagnostic.ts';
import { examine } from '../../project/machine/doctor.ts';
import { doctorText } from '../../report/doctor-text.ts';
import { type Exit, exit } from '../exit.ts';
import type { Terminal } from '../output.ts';
import { version } from '../version.ts';
import { quietWorld } from '../world.ts';

export async function doctor(output: Terminal, flags: { readonly json?: true | undefined }): Promise<Exit> {
  const found = await examine(quietWorld(output), version);
  output.result(flags.json ? JSON.stringify(found, null, 2) : doctorText(found, output.paintResult));
  if (!flags.json) output.diagnostics(found.diagnostics);
  return hasErrors(found.diagnostics) ? exit.wrongEnvironment : exit.good;
}
