import { shellWord } from '../../core/shell-word.ts';
import { type Collectable, collectGarbage } from '../../project/upkeep/gc.ts';
import { collectableText, freedText } from '../../report/gc-text.ts';
import { count } from '../../report/units.ts';
import { askYes } from '../consent.ts';
import { type Exit, exit } from '../exit.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { seenFrom } from '../seen-from.ts';
import { quietWorld } from '../world.ts';

interface Flags {
  readonly yes?: true | undefined;
  readonly paid?: true | undefined;
  readonly forget?: readonly string[] | undefined;
  readonly json?: true | undefined;
}

export async function gc(output: Terminal, storyboard: string | undefined, flags: Flags): Promise<Exit> {
  const world = quietWorld(output);
  output.about({ storyboard, typed: '', inForce: '' });
  const named = (file: string): string => seenFrom(world.cwd, file);
  const collected = await collectGarbage(world, {
    ...{ storyboard, paid: flags.paid, forget: flags.forget },
    onFound: (found) => {
      if (!flags.json) output.report(collectableText(found, output.paintResult, named));
    },
    consent: (found) => agrees(output, found, flags),
  });
  if (!collected.ok) return refuse(output, collected.error, flags.json);
  if (flags.json) output.result(JSON.stringify({ schemaVersion: 1, ...collected.value }, null, 2));
  else if (collected.value.removed) output.tell(`Removed: ${freedText(collected.value.files)}.`);
  return exit.good;
}

async function agrees(output: Terminal, { files }: Collectable, flags: Flags): Promise<boolean> {
  if (flags.yes) return true;
  // A program is not asked.
  if (flags.json) return false;
  const answer = await askYes(`Remove ${count(files.length, 'file')}? [y/N] `);
  const forgotten = (flags.forget ?? []).map((film) => ` --forget ${shellWord(film)}`).join('');
  const again = `storycut gc${flags.paid ? ' --paid' : ''}${forgotten} --yes`;
  if (answer === 'not-asked') output.tell(`Nothing was removed. \`${again}\` removes what is listed.`);
  return answer === 'given';
}
