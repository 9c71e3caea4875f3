import type { Asset } from '../../core/footage.ts';
import { inputsOf } from '../../core/request.ts';
import { assetsOf } from '../../storyboard/assets.ts';
import type { Segment } from '../../storyboard/model.ts';
import { isSettled, type Job } from '../plan.ts';

/**
 * The jobs that the wanted clips, known by fingerprint, require. If a clip is in the store and its source no longer is, the
 * source is left out: nothing would use it, so it is not paid for again.
 */
export function neededJobs(jobs: readonly Job[], wanted: ReadonlySet<string>): readonly Job[] {
  const kept: Job[] = [];
  /** Jobs that a kept one needs, and whether it can't be made without them. */
  const under = new Map<string, boolean>();
  for (const job of [...jobs].reverse()) {
    const needed = under.get(job.id);
    const keep =
      wanted.has(job.fingerprint) || needed === true || (needed === false && job.state === 'cached');
    if (!keep) continue;
    kept.push(job);
    for (const id of job.needs) under.set(id, under.get(id) === true || !isSettled(job.state));
  }
  if (kept.length === jobs.length) return jobs;
  const ids = new Set(kept.map(({ id }) => id));
  return kept.reverse().map((job) => {
    const needs = job.needs.filter((id) => ids.has(id));
    return needs.length === job.needs.length ? job : { ...job, needs };
  });
}

/** The user's files that these jobs send or read. */
export function filesSentBy(jobs: readonly Job[], segments: readonly Segment[]): readonly Asset[] {
  const sent = new Set<string>();
  for (const job of jobs) {
    const inputs = job.kind === 'frame' ? [job.source] : inputsOf(job.request);
    for (const input of inputs) if (input.kind === 'file') sent.add(input.sha256);
  }
  if (sent.size === 0) return [];
  const files = new Map(
    segments.flatMap(({ source }) => assetsOf(source)).map((asset) => [asset.sha256, asset]),
  );
  return [...files.values()].filter(({ sha256 }) => sent.has(sha256));
}
