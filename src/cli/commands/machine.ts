import { Argument } from '../commander.ts';
import { shells, verbsOf } from '../completion.ts';
import { jsonOption } from '../flags.ts';
import {
  dialectOption,
  faultOption,
  footageOption,
  portOption,
  requestsPerMinuteOption,
  serviceOption,
  speedOption,
} from '../sandbox-flags.ts';
import type { Declaring } from './declaring.ts';

const schemas = ['storyboard', 'config', 'notes', 'events'] as const;

/** Verbs that are about no film. */
export function machineCommands({ program, output, end }: Declaring): void {
  program
    .command('providers')
    .description(
      'list providers, whether they are ready, and their models; of those named, all that these can do',
    )
    .addArgument(new Argument('[provider...]', 'names of providers'))
    .option('--refresh', 'ask services that tell of their models and prices, and remember what they say')
    .addOption(jsonOption)
    .action(async (names, flags) => {
      const { providers } = await import('../verbs/providers.ts');
      end(await providers(output, names, flags));
    });

  program
    .command('doctor')
    .description('check what this machine has and lacks, and how to fix it')
    .addOption(jsonOption)
    .action(async (flags) => {
      const { doctor } = await import('../verbs/doctor.ts');
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
      const { sandbox } = await import('../verbs/sandbox.ts');
      end(await sandbox(output, command, flags));
    });

  program
    .command('schema')
    .description(
      'print the JSON Schema of storyboards, the config file, notes, or the events of `run --json`',
    )
    .addArgument(new Argument('[of]', 'whose').choices(schemas).default(schemas[0]))
    .action(async (of) => {
      const { schema } = await import('../verbs/schema.ts');
      end(await schema(output, of));
    });

  program
    .command('completion')
    .description('print a completion script for a shell')
    .addArgument(new Argument('<shell>').choices(shells))
    .action(async (shell) => {
      const { completion } = await import('../verbs/completion.ts');
      end(completion(output, shell));
    });

  program
    .command('complete', { hidden: true })
    .description('print completions for a partial command line; used by the scripts of `completion`')
    .argument('[words...]')
    .action(async (words) => {
      const { complete } = await import('../verbs/complete.ts');
      end(await complete(output, verbsOf(program), words));
    });
}
