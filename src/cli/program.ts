import { Argument, Command, CommanderError } from './commander.ts';
import { shells, verbsOf } from './completion.ts';
import { exit } from './exit.ts';
import {
  chargedOption,
  compareOption,
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
import { Interrupted } from './interrupted.ts';
import { processOutput, type Terminal } from './output.ts';
import { reportBug } from './report-bug.ts';
import {
  dialectOption,
  faultOption,
  footageOption,
  portOption,
  requestsPerMinuteOption,
  serviceOption,
  speedOption,
} from './sandbox-flags.ts';
import { version } from './version.ts';

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
  const storyboard = () => new Argument('[storyboard...]', 'a storyboard; optional if there is only one');
  const upkept = () => new Argument('[storyboard]', 'a storyboard, or its folder (default: the current one)');
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
    .showHelpAfterError('(see `storycut --help`)')
    .configureHelp({ subcommandTerm: (verb) => `${verb.name()} ${verb.usage()}`.replace('[options] ', '') })
    .addHelpText(
      'after',
      `
Exit codes: 0 success, 1 finished but a segment failed or waits for an answer, 2 wrong input,
3 wrong environment, 4 the footage is complete but the film could not be cut, 70 a bug in Storycut,
130 and 143 interrupted.`,
    );

  program
    .command('demo')
    .description('make a sample film in a new folder, offline, and print its path')
    .action(async () => {
      const { demo } = await import('./verbs/demo.ts');
      end(await demo(output));
    });

  program
    .command('init')
    .description('write a small storyboard to start from')
    .argument('[dir]', 'a folder (default: the current one)')
    .action(async (dir) => {
      const { init } = await import('./verbs/init.ts');
      end(await init(output, dir));
    });

  program
    .command('check')
    .description('report every problem in a storyboard')
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
    .description('show what a run would make, why, how long it takes and what it costs; sends nothing')
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
    .addOption(runOnlyOptions.replace)
    .addOption(runOnlyOptions.noStitch)
    .addOption(runOnlyOptions.keepGoing)
    .addOption(runOnlyOptions.failFast)
    .addOption(runOnlyOptions.deleteRemote)
    .option('--out <file>', 'save the plan; `run --plan` does exactly that, or nothing')
    .addOption(compareOption)
    .addOption(jsonOption)
    .action(async (names, flags) => {
      const { plan } = await import('./verbs/plan.ts');
      end(await plan(output, names, flags));
    });

  program
    .command('show')
    .description(
      'show the composed prompt of a segment, or of each, and everything that would be sent for it',
    )
    .argument('[names...]', '[storyboard] segment or scene…')
    .usage('[options] [storyboard] [segment...]')
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
    .description('make what is missing, then stitch; after any stop, the same command resumes')
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
    .addOption(runOptions.replace)
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
    .description('make new takes of segments, keeping the old ones')
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
    .addOption(runOptions.replace)
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
    .description('choose the take in the cut, by writing it into the storyboard')
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
    .description('say what became of a submission that may have been accepted, failed or lost its footage')
    .argument('<names...>', '[storyboard] segment')
    .usage('[options] [storyboard] <segment...>')
    .option('--adopt <id>', 'it is the job with this id at the provider')
    .option('--force', "adopt that job even if it can't be checked or does not match")
    .option('--not-created', 'the provider has no such job: it may be submitted again')
    .option('--pay-again', 'its footage is lost: regenerate it and pay again')
    .addOption(chargedOption)
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
    .description('show the state of each segment, and the money spent')
    .argument('[names...]', '[storyboard] segment or scene… (default: all)')
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
    .command('verify')
    .description('check the journal, its receipts, and every clip in the store')
    .addArgument(upkept())
    .addOption(jsonOption)
    .action(async (name, flags) => {
      const { verify } = await import('./verbs/verify.ts');
      end(await verify(output, name, flags));
    });

  program
    .command('recover')
    .description('rebuild a journal that is lost or damaged, from its receipts')
    .addArgument(upkept())
    .option('--yes', 'write it without asking')
    .option('--accept-loss', 'write it even if records are missing: what they paid for may be paid for again')
    .addOption(jsonOption)
    .action(async (name, flags) => {
      const { recover } = await import('./verbs/recover.ts');
      end(await recover(output, name, flags));
    });

  program
    .command('gc')
    .description('show what no storyboard of the folder needs, then remove it')
    .addArgument(upkept())
    .option('--yes', 'remove it without asking')
    .option('--paid', 'remove footage that was paid for, too')
    .option('--forget <film...>', 'films whose storyboards are gone for good: keep nothing for them')
    .addOption(jsonOption)
    .action(async (name, flags) => {
      const { gc } = await import('./verbs/gc.ts');
      end(await gc(output, name, flags));
    });

  program
    .command('stitch')
    .description('cut the film from the clips that are made')
    .addArgument(storyboard())
    .usage('[options] [storyboard]')
    .addOption(providerOption)
    .addOption(modelOption)
    .addOption(setOption)
    .addOption(draftOption)
    .addOption(noDraftOption)
    .option('--partial', 'put slates in place of missing footage')
    .option('--preview', 'make only a small version of the film, next to it')
    .addOption(runOptions.output)
    .addOption(runOptions.replace)
    .addOption(jsonOption)
    .action(async (names, flags) => {
      const { stitch } = await import('./verbs/stitch.ts');
      end(await stitch(output, names, flags));
    });

  program
    .command('export')
    .description('export the film as a timeline for editing software')
    .addArgument(storyboard())
    .usage('[options] [storyboard]')
    .addOption(exportFormatOption)
    .option('--output <file>', 'write to this file (default: stdout)')
    .addOption(runOptions.replace)
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
    .description(
      'list providers, whether they are ready, and their models; of those named, all that these can do',
    )
    .addArgument(new Argument('[provider...]', 'names of providers'))
    .option('--refresh', 'ask services that tell of their models and prices, and remember what they say')
    .addOption(jsonOption)
    .action(async (names, flags) => {
      const { providers } = await import('./verbs/providers.ts');
      end(await providers(output, names, flags));
    });

  program
    .command('doctor')
    .description('check what this machine has and lacks, and how to fix it')
    .addOption(jsonOption)
    .action(async (flags) => {
      const { doctor } = await import('./verbs/doctor.ts');
      end(await doctor(output, flags));
    });

  program
    .command('sandbox')
    .description('run a sandbox: a video service on this machine, to rehearse against')
    .argument('[command...]', 'after `--`: run this command against it, then stop')
    .usage('[options] [-- <command...>]')
    .addOption(serviceOption)
    .addOption(dialectOption)
    .addOption(portOption)
    .addOption(speedOption)
    .addOption(faultOption)
    .option('--faults <file>', 'file of faults to inject, one per line')
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
    .description('print a completion script for a shell')
    .addArgument(new Argument('<shell>').choices(shells))
    .action(async (shell) => {
      const { completion } = await import('./verbs/completion.ts');
      end(completion(output, shell));
    });

  program
    .command('complete', { hidden: true })
    .description('print completions for a partial command line; used by the scripts of `completion`')
    .argument('[words...]')
    .action(async (words) => {
      const { complete } = await import('./verbs/complete.ts');
      end(await complete(output, verbsOf(program), words));
    });

  return program;
}
