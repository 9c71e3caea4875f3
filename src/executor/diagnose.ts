import type { Code } from '../core/codes.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Money } from '../core/holdings.ts';
import { amount, committed, sayWhatWasCharged } from '../core/money.ts';
import { type Sentence, say, says } from '../core/sentence.ts';
import type { Job, ProviderJob } from '../planner/plan.ts';
import type { Failure, Waiting } from '../providers/provider.ts';
import type { RunSettings } from './engine.ts';

/** The code of each kind of failure, and what a person can do if the provider does not say. */
const kinds: { readonly [Reason in Failure['reason']]: Kind } = {
  moderation: {
    code: 'prompt-refused',
    help: () => 'Reword the prompt, or give the segment `fallbacks`.',
  },
  cancelled: {
    code: 'job-cancelled',
    help: (again) => `Run ${again} to order it again, at its price.`,
  },
  invalid: {
    code: 'request-refused',
    help: () => '`storycut show SEGMENT` prints everything that is sent.',
  },
  quota: {
    code: 'quota-spent',
    help: (again) => `Top up the account, then run ${again} to resume.`,
  },
  permission: {
    code: 'access-denied',
    help: (again) => `Check the key and its permissions, then run ${again} to resume.`,
  },
  rate: {
    code: 'provider-busy',
    help: (again) => `Run ${again} to try again.`,
  },
  capacity: {
    code: 'provider-busy',
    help: (again) => `Run ${again} to try again.`,
  },
  network: {
    code: 'provider-unreachable',
    help: (again) =>
      `Check the network and the base URL, then run ${again} to resume; accepted jobs are not paid for again.`,
  },
  environment: {
    code: 'job-failed',
    help: (again) => `Run ${again} to try again.`,
  },
  other: {
    code: 'job-failed',
    help: (again) => `Run ${again} to try again; another prompt may work better.`,
  },
};

interface Kind {
  readonly code: Code;
  /** `again`: what a person runs to resume. */
  readonly help: (again: string) => string;
}

/** A job of a run. */
interface JobOfRun<J extends Job = Job> {
  readonly job: J;
  readonly run: { readonly settings: RunSettings };
}

/** What a person runs to resume a run, within a sentence. */
export const again = ({ settings }: JobOfRun['run']): string => settings.again ?? 'the same command';

export function diagnoseFailure({ job, run }: JobOfRun, failure: Failure): Diagnostic {
  const { reason, message, params = {} } = failure;
  const { code, help } = kinds[reason];
  return problem(
    job,
    code,
    { text: message, params },
    { text: failure.help ?? help(again(run)), params: {} },
  );
}

export const problem = (job: Job, code: Code, message: Sentence, help?: Sentence): Diagnostic => ({
  severity: 'error',
  code,
  segment: job.segment,
  ...says(message, help),
});

/** `candidates`: ids of jobs at the provider that may be it. */
export const unknownSubmission = (
  job: Job,
  failure: Failure,
  candidates: readonly string[] = [],
): Diagnostic =>
  problem(
    job,
    'submission-unknown',
    candidates.length === 0
      ? say`${{ job: job.id }} was submitted, and it is not clear whether the provider made it and charged for it. ${told(failure)}`
      : say`${{ job: job.id }} was submitted, and may be ${{ candidates: candidates.slice(0, 5) }} at the provider: the list does not say enough to be sure. ${told(failure)}`,
    say`Look for it among your jobs at the provider, or on its bill, then run \`storycut resolve ${job.segment}\` with --adopt ID or --not-created.`,
  );

export const soughtSubmission = (job: ProviderJob, failure: Failure): Diagnostic =>
  problem(
    job,
    'submission-unknown',
    say`${{ job: job.id }} was submitted, and it is not clear whether it was accepted; looking for it among the jobs at ${{ provider: job.request.provider }}. ${told(failure)}`,
  );

const told = ({ message, params = {} }: Failure): Sentence => ({ text: message, params });

/** A job whose state is told in a word that is not known, or not at all, or that is done and has no footage yet. */
export const unclearJob = (
  job: ProviderJob,
  { state = '', unclear }: Pick<Waiting, 'state' | 'unclear'>,
  remote: string,
): Diagnostic => ({
  ...problem(
    job,
    'job-unclear',
    state === ''
      ? say`${{ provider: job.request.provider }} does not say in which state ${{ job: job.id }} is; asking again.`
      : say`${{ provider: job.request.provider }} says that ${{ job: job.id }} is “${{ said: state }}”, ${unclear === 'footage' ? 'but not where its footage is' : 'which Storycut does not know'}; asking again.`,
    say`Look at job ${{ remote }} at the provider. What has ended there can be left: the run leaves it in flight once it is overdue, and makes the others.`,
  ),
  severity: 'warning',
});

/** A job that takes far longer than usual; times in milliseconds. */
export interface Late {
  readonly waited: number;
  readonly usual: number;
  /** What the server last told of it; may be empty. */
  readonly said: string;
}

export const overdueJob = (job: ProviderJob, late: Late): Diagnostic => ({
  ...problem(
    job,
    'job-overdue',
    say`${stillInProgress(job, late)}; about ${{ usual: minutes(late.usual) }} min are usual. ${lastWord(late)}`,
  ),
  severity: 'warning',
});

/** It is left to the next run. `remote`: its id at the provider. */
export const leftOverdue = ({ job, run }: JobOfRun<ProviderJob>, late: Late, remote: string): Diagnostic =>
  problem(
    job,
    'job-overdue',
    say`${stillInProgress(job, late)}, and nothing else is left to do. ${lastWord(late)}`,
    say`It is not lost: run ${again(run)} to look for it again. If that doesn't help, ask the provider about job ${{ remote }}, or end it with \`storycut cancel ${job.segment}\`, where the provider can.`,
  );

/** Nothing is told of the job, whatever the reason is. */
export function leftSilent({ job, run }: JobOfRun<ProviderJob>, silence: Diagnostic): Diagnostic {
  const { help = '' } = silence;
  const left = `${job.id} is not lost: run ${again(run)} to ask for it again. If nothing is ever told of it, \`storycut resolve ${job.segment} --pay-again --force\` gives it up.`;
  return { ...silence, help: [help, left].filter((part) => part !== '').join(' ') };
}

const stillInProgress = ({ id, request }: ProviderJob, { waited }: Late): Sentence =>
  say`${{ job: id }} is still in progress at ${{ provider: request.provider }} after ${{ minutes: minutes(waited) }} min`;

const lastWord = ({ said }: Late): Sentence =>
  said === '' ? say`It says nothing more.` : say`It last said: ${{ said }}.`;

const minutes = (milliseconds: number): number => Math.max(1, Math.round(milliseconds / 60_000));

export const lostFootage = (job: Job, cause: string): Diagnostic =>
  problem(
    job,
    'footage-lost',
    say`${{ job: job.id }} was accepted, but its footage is no longer available: ${{ cause }}`,
    say`\`storycut resolve ${job.segment} --pay-again\` lets the next run regenerate it and pay for it again; \`storycut run --pay-again\` does so at once.`,
  );

export const footagePaidAgain = (job: Job, cause: string): Diagnostic =>
  problem(
    job,
    'footage-lost',
    say`The footage of ${{ job: job.id }} is no longer available: ${{ cause }}; regenerating it and paying again.`,
  );

export const sourceSentAlong = (job: Job, cause: string): Diagnostic =>
  problem(
    job,
    'request-refused',
    say`The footage that ${{ job: job.id }} continues was sent by id (${{ cause }}); sending the file instead.`,
  );

/** Another project that looks for an answer of its own would take the job of this attempt for that. */
export const unknownToOthers = ({ job, run }: JobOfRun<ProviderJob>, cause: string): Diagnostic =>
  problem(
    job,
    'account-unshared',
    say`${{ job: job.id }} was not submitted: other projects with the account at ${{ provider: job.request.provider }} can't be told of it (${{ cause }}), and one of them could take its footage for its own.`,
    say`Free some space, or set STORYCUT_STATE to a folder that can be written to; then run ${again(run)} to resume.`,
  );

export const unreadable = (job: Job, cause: string): Diagnostic =>
  problem(
    job,
    'clip-unreadable',
    say`The file that the provider delivered for ${{ job: job.id }} is not a complete video: ${{ cause }}`,
    say`The next run downloads it again.`,
  );

/** Another machine made it meanwhile, and its file can't be seen here. */
export const clipElsewhere = (job: Job): Diagnostic =>
  problem(
    job,
    'clip-missing',
    say`${{ job: job.id }} was made on another machine meanwhile, but its clip is not in the studio's folder of clips, as this machine sees it.`,
    say`If the folder is on a network, wait until the file is there, then run the same command.`,
  );

/** All in US dollars. */
export const overBudget = (job: Job, price: number, money: Money, cap: number): Diagnostic =>
  problem(
    job,
    'over-budget',
    say`${{ job: job.id }} costs ${amount({ price })}; with ${committed(money)}, that exceeds the cap of ${amount({ cap })}.`,
    money.maybeCharged > 0
      ? say`Raise the cap, make less, or ${sayWhatWasCharged}.`
      : say`Raise the cap, or make less.`,
  );

/** All in US dollars. */
export const overSharedBudget = (
  job: Job,
  price: number,
  { budget, cap, committed }: { readonly budget: string; readonly cap: number; readonly committed: number },
): Diagnostic =>
  problem(
    job,
    'over-budget',
    say`${{ job: job.id }} costs ${amount({ price })}; with ${amount({ committed })} that are spent or reserved, that exceeds the budget ${{ budget }} of ${amount({ cap })}.`,
    say`Ask whoever keeps the studio's budgets to raise it, or make less.`,
  );
