import type { Plan, PlannedTake, TimelineEntry } from '../planner/plan.ts';
import { type Clips, videoOf } from './clips.ts';
import type { Candidate } from './handover.ts';

/** Takes of each segment that the film shows a single clip of. Takes of several clips can't be swapped one by one. */
export function exchangeable({
  takes,
  timeline: { entries },
}: Plan): ReadonlyMap<string, readonly PlannedTake[]> {
  const bySegment = new Map<string, PlannedTake[]>();
  for (const take of takes) {
    const known = bySegment.get(take.segment);
    if (known) known.push(take);
    else bySegment.set(take.segment, [take]);
  }
  for (const [i, { segment }] of entries.entries()) {
    if (entries[i - 1]?.segment === segment) bySegment.delete(segment);
  }
  return bySegment;
}

/** Alternatives for an entry: the clips of other takes, if the entry shows the picked take's last clip. */
export function candidatesFor(
  { footage }: TimelineEntry,
  takes: readonly PlannedTake[],
  clips: Clips,
  fps: number,
): readonly Candidate[] {
  const lastJob = ({ jobs }: PlannedTake): string => jobs.at(-1) ?? '';
  const picked = takes.find((take) => take.picked);
  if (footage.kind !== 'clip' || picked === undefined || lastJob(picked) !== footage.job) return [];
  return takes.flatMap((one) => {
    const clip = one.picked ? undefined : clips.get(lastJob(one));
    return clip ? [{ take: one.take, video: videoOf(clip, fps) }] : [];
  });
}
