import { jobIdOf } from '../http/job-id.ts';
import { membersNamed, numberOf, objectOf, textOf } from '../http/json.ts';
import { readProblem, type ServerProblem } from '../http/server-problem.ts';
import type { ListedJob } from '../provider.ts';
import { ageOf, priceOfTokens } from './models.ts';
import { sizeTold } from './shapes.ts';

/** A job as BytePlus tells it: a task, in its words. */
export interface SeedanceJob {
  readonly id?: string | undefined;
  /** As BytePlus writes it, in small letters. */
  readonly status?: string | undefined;
  readonly link?: string | undefined;
  readonly problem: ServerProblem;
  /** US dollars, by the tokens that it counted. */
  readonly charged?: number | undefined;
  /** What it tells of the footage. */
  readonly listed?: ListedJob | undefined;
  /** When it last changed, by the server's clock: milliseconds since 1970. */
  readonly updated?: number | undefined;
}

export function readJob(body: unknown): SeedanceJob {
  const job = objectOf(body);
  const { completion_tokens: tokens } = objectOf(job.usage);
  const [model, resolution] = [textOf(job.model), textOf(job.resolution)];
  return {
    id: jobIdOf(job.id),
    status: textOf(job.status)?.toLowerCase(),
    link: textOf(objectOf(job.content).video_url),
    problem: readProblem({ error: membersNamed(job, ['error'])[0] }),
    // Be it plausible or not: the executor tells what can't be right.
    charged:
      typeof tokens === 'number' ? (tokens === 0 ? 0 : priceOfTokens(model, resolution, tokens)) : undefined,
    listed: listedOf(job),
    updated: milliseconds(job.updated_at),
  };
}

/** It lists everything except what was asked for in words. */
function listedOf(job: Readonly<Record<string, unknown>>): ListedJob | undefined {
  const remote = jobIdOf(job.id);
  if (remote === undefined) return undefined;
  const [model, created] = [textOf(job.model), milliseconds(job.created_at)];
  const seconds = numberOf(job.duration);
  const size = sizeTold(textOf(job.resolution), textOf(job.ratio), ageOf(model));
  return {
    remote,
    ...(created !== undefined && { created }),
    ...(model !== undefined && { model }),
    ...(seconds !== undefined && seconds > 0 && { seconds }),
    ...(size && { size }),
  };
}

const milliseconds = (seconds: unknown): number | undefined =>
  typeof seconds === 'number' && seconds > 0 ? 1000 * seconds : undefined;
