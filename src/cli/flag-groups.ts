import type * as typed from '@commander-js/extra-typings';
import { Command } from './commander.ts';
import {
  concurrencyOption,
  draftOption,
  maxCostOption,
  modelOption,
  noDraftOption,
  onlyOption,
  payAgainOption,
  providerOption,
  runOnlyOptions,
  runOptions,
  setOption,
} from './flags.ts';

type Verb<A extends unknown[], F extends typed.OptionValues> = typed.Command<A, F>;

/** Adds a group of flags to a verb. The group is a command that has nothing else, so its flags' types are known. */
export function withFlags<A extends unknown[], F extends typed.OptionValues, G extends typed.OptionValues>(
  verb: Verb<A, F>,
  group: Verb<[], G>,
): Verb<A, F & G> {
  for (const option of group.options) verb.addOption(option);
  return verb as unknown as Verb<A, F & G>;
}

const group = () => new Command();

/** What a storyboard is read with. */
export const readingFlags = group().addOption(providerOption).addOption(modelOption).addOption(setOption);

/** Of verbs that go by the settings of the last run. */
export const lastRunFlags = withFlags(group(), readingFlags).addOption(draftOption).addOption(noDraftOption);

/** What a plan depends on. */
export const planFlags = withFlags(group(), readingFlags)
  .addOption(onlyOption)
  .addOption(draftOption)
  .addOption(concurrencyOption);

/** Of verbs that make footage, or say what that would cost: what is planned, what it may cost, and how it is run. */
const makingFlagsOf = (run: typeof runOptions) =>
  withFlags(group(), planFlags)
    .addOption(maxCostOption)
    .addOption(payAgainOption)
    .addOption(run.yes)
    .addOption(run.output)
    .addOption(run.replace)
    .addOption(run.noStitch)
    .addOption(run.keepGoing)
    .addOption(run.failFast)
    .addOption(run.deleteRemote);

export const makingFlags = makingFlagsOf(runOptions);
/** `plan` accepts them too, so that changing only the verb turns a run's command line into a plan's. */
export const previewFlags = makingFlagsOf(runOnlyOptions);
