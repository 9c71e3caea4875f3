import { jobIdOf } from '../http/job-id.ts';
import { numberOf, objectOf, textOf } from '../http/json.ts';

/** A job as Runway tells it: a task, in its words. */
export interface RunwayJob {
  readonly id?: string;
  /** As Runway writes it, in capitals. */
  readonly status?: string;
  /** In [0, 1]. */
  readonly progress?: number;
  /** Where its footage is. They end after a day or two, and each look at the task brings new ones. */
  readonly links: readonly string[];
  readonly failure?: string;
  readonly failureCode?: string;
  /** US dollars: the most that it may be charged. */
  readonly estimate?: number;
  /** US dollars that it was charged. */
  readonly charged?: number;
}

/** https://docs.dev.runwayml.com: a credit is bought for US$ 0.01. */
const creditsPerDollar = 100;

/** Whatever an answer says of a job. */
export function readJob(body: unknown): RunwayJob {
  const task = objectOf(body);
  const progress = numberOf(task.progress);
  const links = Array.isArray(task.output) ? task.output : [task.output];
  return present({
    id: jobIdOf(task.id),
    status: textOf(task.status)?.toUpperCase(),
    progress: progress !== undefined && progress >= 0 && progress <= 1 ? progress : undefined,
    links: links.flatMap((link) => textOf(link) ?? []),
    failure: textOf(task.failure),
    failureCode: textOf(task.failureCode),
    estimate: dollarsOf(task.estimatedCost),
    charged: dollarsOf(task.cost),
  });
}

/** Be it plausible or not: the executor tells what can't be right. */
function dollarsOf(cost: unknown): number | undefined {
  const { credits } = objectOf(cost);
  return typeof credits === 'number' ? credits / creditsPerDollar : undefined;
}

/** Without members that are undefined. */
function present(task: { readonly [Key in keyof RunwayJob]-?: RunwayJob[Key] | undefined }): RunwayJob {
  const { links = [], ...rest } = task;
  const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { ...known, links };
}
