import type { Code } from '../core/codes.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Job, ProviderJob } from '../planner/plan.ts';
import type { Failure } from '../providers/provider.ts';

const codeOf: { readonly [Reason in Failure['reason']]: Code } = {
  moderation: 'prompt-refused',
  invalid: 'request-refused',
  quota: 'quota-spent',
  permission: 'access-denied',
  rate: 'provider-busy',
  capacity: 'provider-busy',
  network: 'provider-unreachable',
  environment: 'job-failed',
  other: 'job-failed',
};

export const diagnoseFailure = (job: Job, failure: Failure): Diagnostic =>
  problem(job, codeOf[failure.reason], failure.message, failure.help);

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
