import { readingFlags, withFlags } from '../flag-groups.ts';
import { jsonOption } from '../flags.ts';
import { type Declaring, storyboardArgument } from './declaring.ts';

/** Verbs with which a film begins. */
export function beginningCommands({ program, output, end }: Declaring): void {
  program
    .command('demo')
    .description('make a sample film in a new folder, offline, and print its path')
    .action(async () => {
      const { demo } = await import('../verbs/demo.ts');
      end(await demo(output));
    });

  program
    .command('init')
    .description('write a small storyboard to start from')
    .argument('[dir]', 'a folder (default: the current one)')
    .action(async (dir) => {
      const { init } = await import('../verbs/init.ts');
      end(await init(output, dir));
    });

  withFlags(
    program
      .command('check')
      .description('report every problem in a storyboard')
      .addArgument(storyboardArgument())
      .usage('[options] [storyboard]'),
    readingFlags,
  )
    .addOption(jsonOption)
    .action(async (names, flags) => {
      const { check } = await import('../verbs/check.ts');
      end(await check(output, names, flags));
    });

  withFlags(
    program
      .command('lint')
      .description('remark on words of a storyboard that models misread; stops nothing')
      .addArgument(storyboardArgument())
      .usage('[options] [storyboard]'),
    readingFlags,
  )
    .addOption(jsonOption)
    .action(async (names, flags) => {
      const { lint } = await import('../verbs/lint.ts');
      end(await lint(output, names, flags));
    });
}
