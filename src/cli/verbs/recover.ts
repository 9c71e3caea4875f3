import { type Result, unreachable } from '../../core/result.ts';
import type { Refusal } from '../../project/events/run-end.ts';
import { asLastRun } from '../../project/film/choices.ts';
import { type Recoverable, type Recovered, recoverStore } from '../../project/upkeep/recover.ts';
import { count } from '../../report/units.ts';
import { recoverableText } from '../../report/upkeep-text.ts';
import { aboutFilm } from '../as-last-run.ts';
import { askYes } from '../consent.ts';
import { type Exit, exit } from '../exit.ts';
import type { Terminal } from '../output.ts';
import { refuse } from '../refuse.ts';
import { seenFrom } from '../seen-from.ts';
import { quietWorld } from '../world.ts';

interface Flags {
  readonly yes?: true | undefined;
  readonly acceptLoss?: true | undefined;
  readonly json?: true | undefined;
}

export async function recover(output: Terminal, storyboard: string | undefined, flags: Flags): Promise<Exit> {
  const world = quietWorld(output);
  output.about({ storyboard, typed: '', inForce: '' });
  let found: Recoverable | undefined;
  const recovered = await recoverStore(world, {
    ...{ storyboard, acceptLoss: flags.acceptLoss },
    onFound(rebuilt) {
      found = rebuilt;
      if (!flags.json) output.tell(`${recoverableText(rebuilt, output.paintTell)}\n`);
    },
    consent: () => agrees(output, flags),
  });
  if (flags.json) return inJson(output, recovered, found);
  if (!recovered.ok) return refuse(output, recovered.error);
  // Only now can the choices of the last run be read.
  aboutFilm(output, (await asLastRun(world, { storyboard })).request, '');
  return conclude(output, recovered.value, world.cwd);
}

/** With what was found, whether or not it was written. */
function inJson(
  output: Terminal,
  recovered: Result<Recovered, Refusal>,
  found: Recoverable | undefined,
): Exit {
  const { diagnostics, ...told } = recovered.ok
    ? { ...recovered.value, diagnostics: [] }
    : { kind: 'refused', diagnostics: recovered.error.diagnostics };
  output.result(JSON.stringify({ schemaVersion: 1, ...told, ...(found && { found }), diagnostics }, null, 2));
  output.diagnostics(diagnostics);
  if (recovered.ok) return recovered.value.kind === 'declined' ? exit.wrongInput : exit.good;
  return recovered.error.why === 'input' ? exit.wrongInput : exit.wrongEnvironment;
}

async function agrees(output: Terminal, flags: Flags): Promise<boolean> {
  if (flags.yes) return true;
  // A program is not asked.
  if (flags.json) return false;
  const answer = await askYes('Write this journal, and keep the old file beside it? [y/N] ');
  if (answer === 'not-asked') output.tell('error: Nothing is written without your consent: add --yes.');
  return answer === 'given';
}

function conclude(output: Terminal, recovered: Recovered, cwd: string): Exit {
  switch (recovered.kind) {
    case 'whole':
      output.tell(
        `The journal is whole: ${count(recovered.records, 'record')}. There is nothing to recover.`,
      );
      return exit.good;
    case 'declined':
      return exit.wrongInput;
    case 'rebuilt': {
      const { kept } = recovered;
      const old = kept === undefined ? '' : ` The old file is ${seenFrom(cwd, kept)}.`;
      output.tell(`The journal is rebuilt.${old} \`storycut run\` continues the film.`);
      return exit.good;
    }
    default:
      return unreachable(recovered);
  }
}
