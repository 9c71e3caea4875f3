import { Argument, InvalidArgumentError } from '../commander.ts';
import { readingFlags, withFlags } from '../flag-groups.ts';
import { concurrencyOption, draftOption, jsonOption, maxCostOption, runOptions } from '../flags.ts';
import { type Declaring, storyboardArgument, upkeptArgument } from './declaring.ts';

/** Verbs about a ledger that several machines share. */
export function studioCommands({ program, output, end }: Declaring): void {
  withFlags(
    program
      .command('submit')
      .description("hand a film to the studio's workers, at the price of its plan")
      .addArgument(storyboardArgument())
      .usage('[options] [storyboard]'),
    readingFlags,
  )
    .addOption(draftOption)
    .addOption(maxCostOption)
    .addOption(runOptions.yes)
    .option('--priority <n>', 'films with a higher one go first (default: 0)', priority)
    .option('--withdraw', 'take it back; what was submitted to its provider is kept')
    .action(async (names, flags) => {
      const { submit } = await import('../verbs/submit.ts');
      end(await submit(output, names, flags));
    });

  program
    .command('worker')
    .description('make the films that were handed to the studio, until it is stopped')
    .option('--films <n>', 'films at once (default: 2)', films)
    .option('--pieces <n>', "pieces of other machines' films at once (default: one for each core)", pieces)
    .addOption(concurrencyOption)
    .action(async (flags) => {
      const { worker } = await import('../verbs/worker.ts');
      end(await worker(output, flags));
    });

  const studio = program
    .command('studio')
    .description('look after the ledger that several machines share: `studio` in the config file');

  studio
    .command('init')
    .description('create the ledger in its database, and mark the place of the clips as its own')
    .action(async () => {
      const { studioInit } = await import('../verbs/studio.ts');
      end(await studioInit(output));
    });

  studio
    .command('adopt')
    .description(
      "bring a folder's own journal and clips into the ledger of the studio that its project is of",
    )
    .addArgument(upkeptArgument())
    .action(async (name) => {
      const { studioAdopt } = await import('../verbs/studio.ts');
      end(await studioAdopt(output, name));
    });

  studio
    .command('audit')
    .description('show films, budgets, and what somebody has to look at')
    .addOption(jsonOption)
    .action(async (flags) => {
      const { studioAudit } = await import('../verbs/studio.ts');
      end(await studioAudit(output, flags));
    });

  studio
    .command('queue')
    .description('show the films that were submitted, and what became of them')
    .addOption(jsonOption)
    .action(async (flags) => {
      const { studioQueue } = await import('../verbs/studio.ts');
      end(await studioQueue(output, flags));
    });

  studio
    .command('budget')
    .description('set what may be spent under a name: `studio`, `project NAME` or `month YYYY-MM`')
    .addArgument(new Argument('<name>', 'whose budget'))
    .addArgument(new Argument('<dollars>', 'US dollars, or `none` for any amount'))
    .action(async (name, dollars) => {
      const { studioBudget } = await import('../verbs/studio.ts');
      end(await studioBudget(output, name, dollars));
    });
}

function wholeNumber(text: string, least: number, most: number): number {
  const n = Number(text);
  if (/^-?\d+$/.test(text) && n >= least && n <= most) return n;
  throw new InvalidArgumentError(`It takes a whole number from ${least} to ${most}.`);
}

const films = (text: string): number => wholeNumber(text, 1, 100);
const pieces = (text: string): number => wholeNumber(text, 0, 1000);
const priority = (text: string): number => wholeNumber(text, -1000, 1000);
