import type { Code } from '../core/codes.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { dollars } from '../core/money.ts';
import type { Job, ProviderJob } from '../planner/plan.ts';
import type { Failure } from '../providers/provider.ts';

/** What each kind of failure is called, and what a person can do where the provider does not say. */
const kinds: { readonly [Reason in Failure['reason']]: Kind } = {
  moderation: {
    code: 'prompt-refused',
    help: 'Reword the prompt, or give the segment `fallbacks`.',
  },
  invalid: {
    code: 'request-refused',
    help: '`storycut show SEGMENT` prints all that is sent.',
  },
  quota: {
    code: 'quota-spent',
    help: 'Top up the account; the same command goes on from here.',
  },
  permission: {
    code: 'access-denied',
    help: 'Check the key and what it may do; the same command goes on from here.',
  },
  rate: {
    code: 'provider-busy',
    help: 'The same command tries again.',
  },
  capacity: {
    code: 'provider-busy',
    help: 'The same command tries again.',
  },
  network: {
    code: 'provider-unreachable',
    help: 'Check the network and the base URL; the same command goes on, and what was accepted is not paid again.',
  },
  environment: {
    code: 'job-failed',
    help: 'The same command tries again.',
  },
  other: {
    code: 'job-failed',
    help: 'The same command tries again; other words may fare better.',
  },
};

interface Kind {
  readonly code: Code;
  readonly help: string;
}

export function diagnoseFailure(job: Job, { reason, message, help }: Failure): Diagnostic {
  const kind = kinds[reason];
  return problem(job, kind.code, message, help ?? kind.help);
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
    `\`storycut resolve ${job.segment} --pay-again\` lets the next run make it, and pay for it, again; \`storycut run --pay-again\` does so at once.`,
  );

export const footagePaidAgain = (job: Job, message: string): Diagnostic =>
  problem(
    job,
    'footage-lost',
    `The footage of ${job.id} can't be had any more: ${message}; it is made, and paid, again.`,
  );

export const sourceSentAlong = (job: Job, message: string): Diagnostic =>
  problem(
    job,
    'request-refused',
    `The footage that ${job.id} goes on from was named by its id (${message}); its bytes are sent instead.`,
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
