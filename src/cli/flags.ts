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
  'the provider of all footage, whatever the storyboard says',
);
export const modelOption = new Option(
  '--model <name>',
  'the model of all footage, whatever the storyboard says',
);
export const onlyOption = new Option(
  '--only <segment...>',
  'only these segments or scenes, and what they need',
);
export const draftOption = new Option('--draft', 'cheapest model and size, shortest lengths').implies({
  draft: true,
} as const);
/** For verbs that go on as the last run did. */
export const noDraftOption = new Option('--no-draft', 'not as a draft, though the last run was one');
export const payAgainOption = new Option(
  '--pay-again',
  'footage that is gone at its provider may be made, and paid, again, once a job',
).implies({ payAgain: true } as const);
export const planOption = new Option('--plan <file>', 'do exactly a saved plan, or nothing').conflicts([
  'provider',
  'model',
  'set',
  'only',
  'draft',
  'payAgain',
]);
export const exportFormatOption = new Option(
  '--format <name>',
  'how it is written; otio, or what --output ends in, when left out',
).choices(formatNames);
export const jsonOption = new Option('--json', 'print JSON on stdout');

export const setOption = new Option('--set <name=value>', 'set a variable (may be given again)').argParser(
  (text: string, before: Readonly<Record<string, string>> | undefined) => {
    const at = text.indexOf('=');
    if (at < 1) throw new InvalidArgumentError('It has the form name=value.');
    return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
  },
);

const wholeNumber = (text: string): number => {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1) throw new InvalidArgumentError('It is a whole number from 1.');
  return n;
};

export const concurrencyOption = new Option('--concurrency <n>', 'jobs at once').argParser(wholeNumber);
export const takeOption = new Option('--take <n>', 'which take, where several wait').argParser(wholeNumber);

export const maxCostOption = new Option('--max-cost <usd>', 'spend at most this much in this run').argParser(
  (text) => {
    const dollars = Number(text);
    if (text.trim() === '' || !Number.isFinite(dollars) || dollars < 0) {
      throw new InvalidArgumentError('It is an amount of US dollars, such as 2.50.');
    }
    return dollars;
  },
);

/** The flags of `run` that a plan doesn't depend on. */
const optionsOfRun = (hidden: boolean) => ({
  yes: new Option('--yes', 'agree to the price beforehand').hideHelp(hidden),
  output: new Option('--output <file>', 'where the final cut goes').hideHelp(hidden),
  noStitch: new Option('--no-stitch', 'make the clips, leave the cut').hideHelp(hidden),
  keepGoing: new Option('--keep-going', 'go on with independent jobs after a failure (the default)').hideHelp(
    hidden,
  ),
  failFast: new Option('--fail-fast', 'submit nothing more after a failure').hideHelp(hidden),
  deleteRemote: new Option('--delete-remote', 'in the end, delete at the servers what is safe here').hideHelp(
    hidden,
  ),
});

export const runOptions = optionsOfRun(false);

/** `plan` takes them too, so that the command line of a run can be planned by changing the verb alone. */
export const runOnlyOptions = optionsOfRun(true);
