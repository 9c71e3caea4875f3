import {
  compareOption,
  concurrencyOption,
  draftOption,
  jsonOption,
  maxCostOption,
  modelOption,
  noDraftOption,
  noteOption,
  onlyOption,
  payAgainOption,
  planOption,
  providerOption,
  runOnlyOptions,
  runOptions,
  setOption,
  watchCostOption,
} from '../flags.ts';
import { type Declaring, storyboardArgument } from './declaring.ts';

/** Verbs that say what is made, and make it. */
export function makingCommands({ program, output, end }: Declaring): void {
  program
    .command('plan')
    .description('show what a run would make, why, how long it takes and what it costs; sends nothing')
    .addArgument(storyboardArgument())
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
      const { plan } = await import('../verbs/plan.ts');
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
      const { show } = await import('../verbs/show.ts');
      end(await show(output, names, flags));
    });

  program
    .command('run')
    .description('make what is missing, then stitch; after any stop, the same command resumes')
    .addArgument(storyboardArgument())
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
      const { run } = await import('../verbs/run.ts');
      end(await run(output, names, flags));
    });

  program
    .command('watch')
    .description('check and plan after each save, and run what is free or fits into --max-cost; Ctrl-C ends')
    .addArgument(storyboardArgument())
    .usage('[options] [storyboard]')
    .addOption(providerOption)
    .addOption(modelOption)
    .addOption(setOption)
    .addOption(onlyOption)
    .addOption(draftOption)
    .addOption(concurrencyOption)
    .addOption(watchCostOption)
    .addOption(runOptions.output)
    .addOption(runOptions.noStitch)
    .action(async (names, flags) => {
      const { watch } = await import('../verbs/watch.ts');
      end(await watch(output, names, flags));
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
    .addOption(noteOption)
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
      const { redo } = await import('../verbs/redo.ts');
      end(await redo(output, names, flags));
    });
}
