import { plainNumber } from '../core/plain-number.ts';
import { formatNames } from '../handover/format-name.ts';
import type { FilmRequest } from '../project/film/film.ts';
import { InvalidArgumentError, Option } from './commander.ts';

/** The flags of `plan` and `run` that choose what is planned. */
export interface FilmFlags {
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
  readonly set?: Readonly<Record<string, string>> | undefined;
  readonly only?: readonly string[] | undefined;
  readonly draft?: boolean | undefined;
  readonly payAgain?: true | undefined;
  readonly concurrency?: number | undefined;
  readonly stitch?: boolean | undefined;
}

export function filmRequest(storyboard: string | undefined, flags: FilmFlags): FilmRequest {
  return {
    storyboard,
    overrides: {
      vars: flags.set ?? {},
      ...(flags.provider !== undefined && { provider: flags.provider }),
      ...(flags.model !== undefined && { model: flags.model }),
    },
    only: flags.only,
    draft: flags.draft,
    payAgain: flags.payAgain,
    stitch: flags.stitch,
    concurrency: flags.concurrency,
  };
}

export const providerOption = new Option(
  '--provider <name>',
  'provider for all footage, overriding the storyboard',
);
export const modelOption = new Option('--model <name>', 'model for all footage, overriding the storyboard');
export const onlyOption = new Option(
  '--only <segment...>',
  'only these segments or scenes, and what they need',
);
export const draftOption = new Option(
  '--draft',
  'use the cheapest model and size, and the shortest lengths',
).implies({
  draft: true,
} as const);
/** For verbs that reuse the settings of the last run. */
export const noDraftOption = new Option('--no-draft', 'no draft, even if the last run was one');
export const payAgainOption = new Option(
  '--pay-again',
  'regenerate lost footage and pay again, once per job',
).implies({ payAgain: true } as const);
export const planOption = new Option(
  '--plan <file>',
  'do exactly what a saved plan says, or nothing',
).conflicts(['provider', 'model', 'set', 'only', 'draft', 'payAgain']);
export const compareOption = new Option(
  '--compare [models]',
  'compare price and time with these models, separated by commas (default: all that are ready)',
).conflicts(['provider', 'model', 'maxCost', 'out']);
export const exportFormatOption = new Option(
  '--format <name>',
  'file format (default: that of --output, or otio)',
).choices(formatNames);
export const jsonOption = new Option('--json', 'print JSON to stdout');

export const setOption = new Option('--set <name=value>', 'set a variable (repeatable)').argParser(
  (text: string, before: Readonly<Record<string, string>> | undefined) => {
    const at = text.indexOf('=');
    if (at < 1) throw new InvalidArgumentError('Use the form name=value.');
    return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
  },
);

const wholeNumber = (text: string): number => {
  const n = plainNumber(text) ?? 0;
  if (!Number.isSafeInteger(n) || n < 1)
    throw new InvalidArgumentError('It must be a whole number of at least 1.');
  return n;
};

export const concurrencyOption = new Option('--concurrency <n>', 'number of jobs to run at once').argParser(
  wholeNumber,
);
export const noteOption = new Option(
  '--note [n]',
  'put an open note on the segment into its prompt (default: the only one), and make that',
).argParser(wholeNumber);
export const takeOption = new Option('--take <n>', 'which take, if several are waiting').argParser(
  wholeNumber,
);

const sumOfMoney = (text: string): number => {
  const dollars = plainNumber(text);
  if (dollars === undefined || dollars < 0 || !Number.isFinite(dollars))
    throw new InvalidArgumentError('It must be an amount in US dollars, such as 2.50.');
  return dollars;
};

export const maxCostOption = new Option('--max-cost <usd>', 'spend at most this much in this run').argParser(
  sumOfMoney,
);
/** For all runs that `watch` starts, together. */
export const watchCostOption = new Option(
  '--max-cost <usd>',
  'spend at most this much until Ctrl-C (default: nothing)',
).argParser(sumOfMoney);
export const chargedOption = new Option(
  '--charged <usd>',
  'what the provider charged for its failed jobs, in US dollars altogether',
).argParser(sumOfMoney);

/** The flags of `run` that a plan doesn't depend on. */
const optionsOfRun = (hidden: boolean) => ({
  yes: new Option('--yes', 'accept the price without asking').hideHelp(hidden),
  output: new Option('--output <file>', 'path of the final cut').hideHelp(hidden),
  replace: new Option('--replace', 'replace also files that Storycut did not write').hideHelp(hidden),
  noStitch: new Option('--no-stitch', 'make the clips, but do not stitch them').hideHelp(hidden),
  keepGoing: new Option(
    '--keep-going',
    'continue with independent jobs after a failure (the default)',
  ).hideHelp(hidden),
  failFast: new Option('--fail-fast', 'submit no more jobs after a failure').hideHelp(hidden),
  deleteRemote: new Option(
    '--delete-remote',
    'at the end, delete from the servers the footage that is safe here',
  ).hideHelp(hidden),
});

export const runOptions = optionsOfRun(false);

/** The same for `plan`, whose help doesn't list them. */
export const runOnlyOptions = optionsOfRun(true);
