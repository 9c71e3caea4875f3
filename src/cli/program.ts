import { Argument, Command, CommanderError } from './commander.ts';
import { shells, verbsOf } from './completion.ts';
import { exit } from './exit.ts';
import {
  concurrencyOption,
  draftOption,
  exportFormatOption,
  jsonOption,
  maxCostOption,
  modelOption,
  noDraftOption,
  onlyOption,
  payAgainOption,
  planOption,
  providerOption,
  runOnlyOptions,
  runOptions,
  setOption,
  takeOption,
} from './flags.ts';
import { processOutput, type Terminal } from './output.ts';
import { reportBug } from './report-bug.ts';
import {
  dialectOption,
  faultOption,
  footageOption,
  portOption,
  requestsPerMinuteOption,
  speedOption,
} from './sandbox-flags.ts';
import { version } from './version.ts';

/** Turns argv into calls of the library. Each verb is loaded only when it is called. */
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
    return await reportBug(error, output);
  }
}

/** All verbs with their flags; `end` hears the exit code of the one that is called. */
export function commands(output: Terminal, end: (code: number) => void) {
  const storyboard = () =>
    new Argument('[storyboard...]', 'a *.storyboard.yaml; may be left out where there is one');
  const program = new Command('storycut')
    .description(
      'Write a film as a storyboard; Storycut plans the footage, has it made, and cuts it together.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({ writeErr: output.write })
    .option('--config <file>', 'the config file, where it is not ~/.config/storycut/config.yaml')
    .hook('preAction', (self) => {
      const { config } = self.opts();
      if (config !== undefined) output.configured(config);
    })
    .showHelpAfterError('(see `storycut --help`)')
    .configureOutput({ writeErr: output.write })
    .configureHelp({ subcommandTerm: (verb) => `${verb.name()} ${verb.usage()}`.replace('[options] ', '') })
    .addHelpText(
      'after',
      `
Exit codes: 0 good, 1 finished but a segment failed or waits for an answer, 2 wrong input,
3 wrong environment, 4 the footage is whole and the film could not be cut, 70 a bug of Storycut's,
130 and 143 interrupted.`,
    );

  program
    .command('demo')
    .description('make a shipped film in a fresh folder, offline, and print where it is')
    .action(async () => {
      const { demo } = await import('./verbs/demo.ts');
      end(await demo(output));
    });

  program
    .command('init')
    .description('write a small storyboard to start from')
    .argument('[dir]', 'a folder; the current one when left out')
    .action(async (dir) => {
      const { init } = await import('./verbs/init.ts');
      end(await init(output, dir));
    });

  program
    .command('check')
    .description('report all problems of a storyboard')
    .addArgument(storyboard())
    .usage('[options] [storyboard]')
    .addOption(setOption)
    .addOption(jsonOption)
    .action(async (names, flags) => {
      const { check } = await import('./verbs/check.ts');
      end(await check(output, names, flags));
    });

  program
    .command('plan')
    .description('what would be made, why, how long and for how much; sends nothing')
    .addArgument(storyboard())
    .usage('[options] [storyboard]')
    .addOption(providerOption)
    .addOption(modelOption)
    .addOption(setOption)
    .addOption(onlyOption)
    .addOption(draftOption)
    .addOption(concurrencyOption)
    .addOption(maxCostOption)
    .addOption(payAgainOption)
    .addOption(runOnlyOptions.yes)
    .addOption(runOnlyOptions.output)
    .addOption(runOnlyOptions.noStitch)
    .addOption(runOnlyOptions.keepGoing)
    .addOption(runOnlyOptions.failFast)
    .addOption(runOnlyOptions.deleteRemote)
    .option('--out <file>', 'save it: `run --plan` does exactly that, or nothing')
    .addOption(jsonOption)
    .action(async (names, flags) => {
      const { plan } = await import('./verbs/plan.ts');
      end(await plan(output, names, flags));
    });

  program
    .command('show')
    .description('the composed prompt of a segment and all that would be sent for it')
    .argument('<names...>', '[storyboard] segment or scene…')
    .usage('[options] [storyboard] <segment...>')
    .addOption(providerOption)
    .addOption(modelOption)
    .addOption(setOption)
    .addOption(draftOption)
    .addOption(noDraftOption)
    .addOption(jsonOption)
    .action(async (names, flags) => {
      const { show } = await import('./verbs/show.ts');
      end(await show(output, names, flags));
    });

  program
    .command('run')
    .description('make what is missing, then stitch; the same command goes on after any stop')
    .addArgument(storyboard())
    .usage('[options] [storyboard]')
    .addOption(providerOption)
    .addOption(modelOption)
    .addOption(setOption)
    .addOption(onlyOption)
    .addOption(draftOption)
    .addOption(concurrencyOption)
    .addOption(maxCostOption)
    .addOption(payAgainOption)
    .addOption(planOption)
    .addOption(runOptions.yes)
    .addOption(runOptions.output)
    .addOption(runOptions.noStitch)
    .addOption(runOptions.keepGoing)
    .addOption(runOptions.failFast)
    .addOption(runOptions.deleteRemote)
    .addOption(jsonOption)
    .action(async (names, flags) => {
      const { run } = await import('./verbs/run.ts');
      end(await run(output, names, flags));
    });

  program
    .command('redo')
    .description('make segments again as new takes, keeping the old ones')
    .argument('<names...>', '[storyboard] segment or scene…')
    .usage('[options] [storyboard] <segment...>')
    .addOption(providerOption)
    .addOption(modelOption)
    .addOption(setOption)
    .addOption(onlyOption)
    .addOption(draftOption)
    .addOption(noDraftOption)
    .addOption(concurrencyOption)
    .addOption(maxCostOption)
    .addOption(payAgainOption)
    .addOption(runOptions.yes)
    .addOption(runOptions.output)
    .addOption(runOptions.noStitch)
    .addOption(runOptions.keepGoing)
    .addOption(runOptions.failFast)
    .addOption(runOptions.deleteRemote)
    .addOption(jsonOption)
    .action(async (names, flags) => {
      const { redo } = await import('./verbs/redo.ts');
      end(await redo(output, names, flags));
    });

  program
    .command('pick')
    .description('choose the take that is in the cut, by writing it into the storyboard')
    .argument('<names...>', '[storyboard] segment take')
    .usage('[options] [storyboard] <segment> <take>')
    .addOption(providerOption)
    .addOption(modelOption)
    .addOption(setOption)
    .addOption(draftOption)
    .addOption(noDraftOption)
    .action(async (names, flags) => {
      const { pick } = await import('./verbs/pick.ts');
      end(await pick(output, names, flags));
    });

  program
    .command('resolve')
    .description('say what became of a submission that was never answered, or whose footage is gone')
    .argument('<names...>', '[storyboard] segment')
    .usage('[options] [storyboard] <segment>')
    .option('--adopt <id>', 'it is this job at the provider')
    .option('--not-created', 'the provider has no such job: it may be submitted again')
    .option('--pay-again', 'its footage is gone: it may be made, and paid, again')
    .addOption(takeOption)
    .addOption(providerOption)
    .addOption(modelOption)
    .addOption(setOption)
    .addOption(draftOption)
    .addOption(noDraftOption)
    .action(async (names, flags) => {
      const { resolve } = await import('./verbs/resolve.ts');
      end(await resolve(output, names, flags));
    });

  program
    .command('status')
    .description('how each segment stands, and the money spent')
    .argument('[names...]', '[storyboard] segment or scene…; all when left out')
    .usage('[options] [storyboard] [segment...]')
    .addOption(providerOption)
    .addOption(modelOption)
    .addOption(setOption)
    .addOption(draftOption)
    .addOption(noDraftOption)
    .addOption(jsonOption)
    .action(async (names, flags) => {
      const { status } = await import('./verbs/status.ts');
      end(await status(output, names, flags));
    });

  program
    .command('stitch')
    .description('cut together what is there')
    .addArgument(storyboard())
    .usage('[options] [storyboard]')
    .addOption(providerOption)
    .addOption(modelOption)
    .addOption(setOption)
    .addOption(draftOption)
    .addOption(noDraftOption)
    .option('--partial', 'slates stand in for what is missing')
    .option('--preview', 'only a small version of the film, beside it')
    .addOption(runOptions.output)
    .addOption(jsonOption)
    .action(async (names, flags) => {
      const { stitch } = await import('./verbs/stitch.ts');
      end(await stitch(output, names, flags));
    });

  program
    .command('export')
    .description("the film as a timeline for an editor's program")
    .addArgument(storyboard())
    .usage('[options] [storyboard]')
    .addOption(exportFormatOption)
    .option('--output <file>', 'write it there; printed when left out')
    .addOption(providerOption)
    .addOption(modelOption)
    .addOption(setOption)
    .addOption(draftOption)
    .addOption(noDraftOption)
    .action(async (names, flags) => {
      const { exportTo } = await import('./verbs/export.ts');
      end(await exportTo(output, names, flags));
    });

  program
    .command('providers')
    .description('providers, their models and what these can do')
    .addOption(jsonOption)
    .action(async (flags) => {
      const { providers } = await import('./verbs/providers.ts');
      end(await providers(output, flags));
    });

  program
    .command('doctor')
    .description('what this machine has and lacks, and how to mend it')
    .addOption(jsonOption)
    .action(async (flags) => {
      const { doctor } = await import('./verbs/doctor.ts');
      end(await doctor(output, flags));
    });

  program
    .command('sandbox')
    .description('serve a stand-in Videos API on this machine, to rehearse against')
    .argument('[command...]', 'behind `--`: run this against it, then stop')
    .usage('[options] [-- <command...>]')
    .addOption(dialectOption)
    .addOption(portOption)
    .addOption(speedOption)
    .addOption(faultOption)
    .option('--faults <file>', 'what shall go wrong, one fault a line')
    .addOption(footageOption)
    .addOption(requestsPerMinuteOption)
    .action(async (command, flags) => {
      const { sandbox } = await import('./verbs/sandbox.ts');
      end(await sandbox(output, command, flags));
    });

  program
    .command('schema')
    .description('print the storyboard language as JSON Schema')
    .action(async () => {
      const { schema } = await import('./verbs/schema.ts');
      end(await schema(output));
    });

  program
    .command('completion')
    .description('print what completes command lines in a shell')
    .addArgument(new Argument('<shell>').choices(shells))
    .action(async (shell) => {
      const { completion } = await import('./verbs/completion.ts');
      end(completion(output, shell));
    });

  program
    .command('complete', { hidden: true })
    .description('what a command line that is being typed may go on with; for the scripts of `completion`')
    .argument('[words...]')
    .action(async (words) => {
      const { complete } = await import('./verbs/complete.ts');
      end(await complete(output, verbsOf(program), words));
    });

  return program;
}
