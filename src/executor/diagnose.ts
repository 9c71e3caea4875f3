import type { Code } from '../core/codes.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Job, ProviderJob } from '../planner/plan.ts';
import type { Failure } from '../providers/provider.ts';

/** What each kind of failure is called, how a person is told of it, and what they can do. */
const kinds: { readonly [Reason in Failure['reason']]: Kind } = {
  moderation: {
    code: 'prompt-refused',
    say: (what, provider) => `${provider} refused the prompt of ${what}`,
    help: 'Reword the prompt, or give the segment `fallbacks`.',
  },
  invalid: {
    code: 'request-refused',
    say: (what, provider) => `${provider} refused the request for ${what}`,
    help: '`storycut show SEGMENT` prints all that is sent.',
  },
  quota: {
    code: 'quota-spent',
    say: (what, provider) => `The account at ${provider} has no money or quota left for ${what}`,
    help: 'Top it up; the same command goes on from here.',
  },
  permission: {
    code: 'access-denied',
    say: (what, provider) => `${provider} does not let this account make ${what}`,
    help: 'Check the key and what it may do; the same command goes on from here.',
  },
  rate: {
    code: 'provider-busy',
    say: (what, provider) => `${provider} takes no more requests just now, ${what} waits`,
    help: 'The same command tries again.',
  },
  capacity: {
    code: 'provider-busy',
    say: (what, provider) => `${provider} had no room for ${what}`,
    help: 'The same command tries again.',
  },
  network: {
    code: 'provider-unreachable',
    say: (what, provider) => `${provider} could not be reached for ${what}`,
    help: 'Check the network and the base URL; the same command goes on, and what was accepted is not paid again.',
  },
  environment: {
    code: 'job-failed',
    say: (what) => `${what} could not be made on this machine`,
    help: 'The same command tries again.',
  },
  other: {
    code: 'job-failed',
    say: (what, provider) => `${what} failed at ${provider}`,
    help: 'The same command tries again; other words may fare better.',
  },
};

interface Kind {
  readonly code: Code;
  readonly say: (what: string, provider: string) => string;
  readonly help: string;
}

export function diagnoseFailure(job: ProviderJob, { reason, message, help }: Failure): Diagnostic {
  const kind = kinds[reason];
  const what = job.take === 1 ? job.segment : `take ${job.take} of ${job.segment}`;
  return problem(job, kind.code, `${kind.say(what, job.request.provider)}: ${message}`, help ?? kind.help);
}

export const problem = (job: Job, code: Code, message: string, help?: string): Diagnostic => ({
  severity: 'error',
  code,
  message,
  segment: job.segment,
  ...(help !== undefined && { help }),
});

export const unknownSubmission = (job: Job): Diagnostic =>
  problem(
    job,
    'submission-unknown',
    `${job.id} was submitted and never answered: the provider may have made it, and charged for it.`,
    `Look at the provider's list of jobs, then say \`storycut resolve ${job.segment}\` with --adopt ID or --not-created.`,
  );

export const soughtSubmission = (job: ProviderJob): Diagnostic =>
  problem(
    job,
    'submission-unknown',
    `${job.id} was submitted and never answered; it is looked for among the jobs of ${job.request.provider}.`,
  );

export const lostFootage = (job: Job, message: string): Diagnostic =>
  problem(
    job,
    'footage-lost',
    `${job.id} was accepted, but its footage can't be had any more: ${message}`,
    `\`storycut resolve ${job.segment} --pay-again\` lets the next run make it, and pay for it, again.`,
  );

export const unreadable = (job: Job, message: string): Diagnostic =>
  problem(
    job,
    'clip-unreadable',
    `What the provider delivered for ${job.id} is not a whole film: ${message}`,
    'The next run downloads it again.',
  );

export const overBudget = (job: Job, price: number, committed: number, cap: number): Diagnostic =>
  problem(
    job,
    'over-budget',
    `${job.id} costs ${dollars(price)}; with ${dollars(committed)} spent or reserved that is over the cap of ${dollars(cap)}.`,
    'Raise the cap, or make less.',
  );

const dollars = (amount: number): string => `$${amount.toFixed(2)}`;
