import { lastRunFlags, withFlags } from '../flag-groups.ts';
import { chargedOption, jsonOption, takeOption } from '../flags.ts';
import { portOption } from '../sandbox-flags.ts';
import { type Declaring, storyboardArgument } from './declaring.ts';

/** Verbs with which people decide about what was made. */
export function decidingCommands({ program, output, end }: Declaring): void {
  withFlags(
    program
      .command('pick')
      .description('choose the take in the cut, by writing it into the storyboard')
      .argument('<names...>', '[storyboard] segment take')
      .usage('[options] [storyboard] <segment> <take>'),
    lastRunFlags,
  ).action(async (names, flags) => {
    const { pick } = await import('../verbs/pick.ts');
    end(await pick(output, names, flags));
  });

  withFlags(
    program
      .command('review')
      .description('open a page in the browser to judge takes and seams, pick, redo, and write notes')
      .addArgument(storyboardArgument())
      .usage('[options] [storyboard]'),
    lastRunFlags,
  )
    .addOption(portOption)
    .option('--static <dir>', 'write the page to a folder instead, with small copies of the footage')
    .option('--who <name>', 'name that your notes are signed with (default: your user name)')
    .action(async (names, flags) => {
      const { review } = await import('../verbs/review.ts');
      end(await review(output, names, flags));
    });

  withFlags(
    program
      .command('judge')
      .description('look at the footage that is made, and say what seems wrong with it; stops nothing')
      .argument('[names...]', '[storyboard] segment or scene… (default: all)')
      .usage('[options] [storyboard] [segment...]')
      .option(
        '--write',
        'write what can be mended into the storyboard: frames shown again, unequal loudness',
      ),
    lastRunFlags,
  )
    .addOption(jsonOption)
    .action(async (names, flags) => {
      const { judge } = await import('../verbs/judge.ts');
      end(await judge(output, names, flags));
    });

  withFlags(
    program
      .command('resolve')
      .description('say what became of a submission that may have been accepted, failed or lost its footage')
      .argument('<names...>', '[storyboard] segment')
      .usage('[options] [storyboard] <segment...>')
      .option('--adopt <id>', 'it is the job with this id at the provider')
      .option(
        '--force',
        "adopt that job even if it can't be checked or does not match; give up one that is in flight",
      )
      .option('--not-created', 'the provider has no such job: it may be submitted again')
      .option('--pay-again', 'its footage is lost, or given up: regenerate it and pay again')
      .addOption(chargedOption)
      .addOption(takeOption),
    lastRunFlags,
  ).action(async (names, flags) => {
    const { resolve } = await import('../verbs/resolve.ts');
    end(await resolve(output, names, flags));
  });

  withFlags(
    program
      .command('cancel')
      .description('cancel jobs in flight at their providers, where these can')
      .argument('<names...>', '[storyboard] segment or scene…')
      .usage('[options] [storyboard] <segment...>')
      .addOption(takeOption)
      .option('--running', 'also what is being made, where its footage is lost if it ends in that moment'),
    lastRunFlags,
  ).action(async (names, flags) => {
    const { cancel } = await import('../verbs/cancel.ts');
    end(await cancel(output, names, flags));
  });

  withFlags(
    program
      .command('status')
      .description('show the state of each segment, and the money spent')
      .argument('[names...]', '[storyboard] segment or scene… (default: all)')
      .usage('[options] [storyboard] [segment...]'),
    lastRunFlags,
  )
    .addOption(jsonOption)
    .option('--all', "the studio's films, or this folder's, a line each")
    .action(async (names, { all, ...flags }, command) => {
      if (all && names.length > 0)
        command.error('error: `status --all` is about all films, and takes no names.');
      if (all) {
        const { statusAll } = await import('../verbs/status-all.ts');
        return end(await statusAll(output, flags));
      }
      const { status } = await import('../verbs/status.ts');
      end(await status(output, names, flags));
    });
}
