import { lastRunFlags, withFlags } from '../flag-groups.ts';
import { exportFormatOption, jsonOption, runOptions } from '../flags.ts';
import { type Declaring, storyboardArgument } from './declaring.ts';

/** Verbs that hand out the film. */
export function deliveringCommands({ program, output, end }: Declaring): void {
  withFlags(
    program
      .command('stitch')
      .description('cut the film from the clips that are made')
      .addArgument(storyboardArgument())
      .usage('[options] [storyboard]'),
    lastRunFlags,
  )
    .option('--partial', 'put slates in place of missing footage')
    .option('--preview', 'make only a small version of the film, next to it')
    .addOption(runOptions.output)
    .addOption(runOptions.replace)
    .addOption(jsonOption)
    .action(async (names, flags) => {
      const { stitch } = await import('../verbs/stitch.ts');
      end(await stitch(output, names, flags));
    });

  withFlags(
    program
      .command('export')
      .description('export the film as a timeline for editing software, or a table about it')
      .addArgument(storyboardArgument())
      .usage('[options] [storyboard]')
      .addOption(exportFormatOption)
      .option('--output <file>', 'write to this file (default: stdout)')
      .addOption(runOptions.replace),
    lastRunFlags,
  ).action(async (names, flags) => {
    const { exportTo } = await import('../verbs/export.ts');
    end(await exportTo(output, names, flags));
  });
}
