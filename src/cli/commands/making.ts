import { lastRunFlags, makingFlags, planFlags, previewFlags, withFlags } from '../flag-groups.ts';
import {
  compareOption,
  jsonOption,
  noDraftOption,
  noteOption,
  planOption,
  runOptions,
  watchCostOption,
} from '../flags.ts';
import { type Declaring, storyboardArgument } from './declaring.ts';

/** Verbs that say what is made, and make it. */
export function makingCommands({ program, output, end }: Declaring): void {
  withFlags(
    program
      .command('plan')
      .description('show what a run would make, why, how long it takes and what it costs; sends nothing')
      .addArgument(storyboardArgument())
      .usage('[options] [storyboard]'),
    previewFlags,
  )
    .option('--out <file>', 'save the plan; `run --plan` does exactly that, or nothing')
    .addOption(compareOption)
    .addOption(jsonOption)
    .action(async (names, flags) => {
      const { plan } = await import('../verbs/plan.ts');
      end(await plan(output, names, flags));
    });

  withFlags(
    program
      .command('show')
      .description(
        'show the composed prompt of a segment, or of each, and everything that would be sent for it',
      )
      .argument('[names...]', '[storyboard] segment or scene…')
      .usage('[options] [storyboard] [segment...]'),
    lastRunFlags,
  )
    .addOption(jsonOption)
    .action(async (names, flags) => {
      const { show } = await import('../verbs/show.ts');
      end(await show(output, names, flags));
    });

  withFlags(
    program
      .command('run')
      .description('make what is missing, then stitch; after any stop, the same command resumes')
      .addArgument(storyboardArgument())
      .usage('[options] [storyboard]'),
    makingFlags,
  )
    .addOption(planOption)
    .addOption(jsonOption)
    .action(async (names, flags) => {
      const { run } = await import('../verbs/run.ts');
      end(await run(output, names, flags));
    });

  withFlags(
    program
      .command('watch')
      .description(
        'check and plan after each save, and run what is free or fits into --max-cost; Ctrl-C ends',
      )
      .addArgument(storyboardArgument())
      .usage('[options] [storyboard]'),
    planFlags,
  )
    .addOption(watchCostOption)
    .addOption(runOptions.output)
    .addOption(runOptions.noStitch)
    .action(async (names, flags) => {
      const { watch } = await import('../verbs/watch.ts');
      end(await watch(output, names, flags));
    });

  withFlags(
    program
      .command('redo')
      .description('make new takes of segments, keeping the old ones')
      .argument('<names...>', '[storyboard] segment or scene…')
      .usage('[options] [storyboard] <segment...>'),
    makingFlags,
  )
    .addOption(noDraftOption)
    .addOption(noteOption)
    .addOption(jsonOption)
    .action(async (names, flags) => {
      const { redo } = await import('../verbs/redo.ts');
      end(await redo(output, names, flags));
    });
}
