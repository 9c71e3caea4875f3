import { Command, CommanderError } from './commander.ts';
import { beginningCommands } from './commands/beginning.ts';
import { decidingCommands } from './commands/deciding.ts';
import type { Declaring } from './commands/declaring.ts';
import { deliveringCommands } from './commands/delivering.ts';
import { keepingCommands } from './commands/keeping.ts';
import { machineCommands } from './commands/machine.ts';
import { makingCommands } from './commands/making.ts';
import { studioCommands } from './commands/studio.ts';
import { exit } from './exit.ts';
import { Interrupted } from './interrupted.ts';
import { processOutput, type Terminal } from './output.ts';
import { reportBug } from './report-bug.ts';
import { version } from './version.ts';
import { tellInWords } from './wrong-call.ts';

/** Turns argv into calls of the library. Each verb is loaded only when it is used. */
export async function main(argv: readonly string[]): Promise<number> {
  const output = processOutput();
  let code: number = exit.good;
  const program = commands(output, (end) => {
    code = end;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.good : exit.wrongInput;
    if (error instanceof Interrupted) return exit.interrupted;
    return await reportBug(error, output);
  }
}

/** All verbs with their flags; `end` gets the exit code of the one that is called. */
export function commands(output: Terminal, end: (code: number) => void) {
  const program = new Command('storycut')
    .description('Turn a storyboard into a film: plan its footage, have it generated, and cut it together.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeErr: output.write })
    .option('--config <file>', 'config file (default: ~/.config/storycut/config.yaml)')
    .hook('preAction', (self) => {
      const { config } = self.opts();
      if (config !== undefined) output.configured(config);
    })
    .configureHelp({ subcommandTerm: (verb) => `${verb.name()} ${verb.usage()}`.replace('[options] ', '') })
    .addHelpText(
      'after',
      `
Exit codes: 0 success, 1 finished but a segment failed or waits for an answer, 2 wrong input,
3 wrong environment, 4 the footage is complete but the film could not be cut, 70 a bug in Storycut,
130 and 143 interrupted.`,
    );

  const declaring: Declaring = { program, output, end };
  beginningCommands(declaring);
  makingCommands(declaring);
  decidingCommands(declaring);
  keepingCommands(declaring);
  deliveringCommands(declaring);
  machineCommands(declaring);
  studioCommands(declaring);
  tellInWords(program);
  return program;
}
