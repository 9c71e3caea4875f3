import { hasErrors } from '../../core/diagnostic.ts';
import { type Verified, verifyStore } from '../../project/upkeep/verify.ts';
import { verifiedText, verifyProgressText } from '../../report/upkeep-text.ts';
import { type Exit, exit } from '../exit.ts';
import type { Terminal } from '../output.ts';
import { progressLine } from '../progress-line.ts';
import { refuse } from '../refuse.ts';
import { quietWorld } from '../world.ts';

export async function verify(
  output: Terminal,
  storyboard: string | undefined,
  flags: { readonly json?: true | undefined },
): Promise<Exit> {
  output.about({ storyboard, typed: '', inForce: '' });
  const draw = progressLine(output);
  const verified = await verifyStore(quietWorld(output), {
    storyboard,
    onProgress: (progress) => draw(verifyProgressText(progress, output.paintTell)),
  });
  draw('');
  if (!verified.ok) return refuse(output, verified.error, flags.json);
  const found = verified.value;
  if (flags.json) output.result(JSON.stringify(found, null, 2));
  else output.report(verifiedText(found));
  output.diagnostics(found.diagnostics);
  return exitOf(found);
}

/** What a run gets back by itself is unfinished; without its journal, nothing can be done here. */
function exitOf({ journal, diagnostics }: Verified): Exit {
  if (!journal.whole) return exit.wrongEnvironment;
  return hasErrors(diagnostics) ? exit.unfinished : exit.good;
}
