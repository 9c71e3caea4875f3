import { jsonOption } from '../flags.ts';
import { type Declaring, upkeptArgument } from './declaring.ts';

/** Verbs that look after a store. */
export function keepingCommands({ program, output, end }: Declaring): void {
  program
    .command('verify')
    .description('check the journal, its receipts, and every clip in the store')
    .addArgument(upkeptArgument())
    .addOption(jsonOption)
    .action(async (name, flags) => {
      const { verify } = await import('../verbs/verify.ts');
      end(await verify(output, name, flags));
    });

  program
    .command('recover')
    .description('rebuild a journal that is lost or damaged, from its receipts')
    .addArgument(upkeptArgument())
    .option('--yes', 'write it without asking')
    .option('--accept-loss', 'write it even if records are missing: what they paid for may be paid for again')
    .addOption(jsonOption)
    .action(async (name, flags) => {
      const { recover } = await import('../verbs/recover.ts');
      end(await recover(output, name, flags));
    });

  program
    .command('gc')
    .description('show what no storyboard of the folder needs, then remove it')
    .addArgument(upkeptArgument())
    .option('--yes', 'remove it without asking')
    .option('--paid', 'remove footage that was paid for, too')
    .option('--forget <film...>', 'films whose storyboards are gone for good: keep nothing for them')
    .addOption(jsonOption)
    .action(async (name, flags) => {
      const { gc } = await import('../verbs/gc.ts');
      end(await gc(output, name, flags));
    });
}
