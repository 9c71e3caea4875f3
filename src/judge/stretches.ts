import { toSeconds } from '../core/frames.ts';
import type { Footage, TimelineEntry } from '../planner/plan.ts';
import type { FilmFootage } from './film-footage.ts';
import { meetingsIn } from './made-whole.ts';
import { type TimeSpan, type Viewing, viewingOf } from './viewing.ts';

/** Part of some footage that the film shows without a cut. */
export interface ShownStretch {
  readonly segment: string;
  readonly viewing: Viewing;
  /** Seconds of the footage. */
  readonly from: number;
  readonly until: number;
  /** Seconds of the film. */
  readonly at: number;
}

/** What an entry shows, divided where the clips of a chain meet inside one. None: it is no footage, or not made. */
export function stretchesOf(entry: TimelineEntry, film: FilmFootage): readonly ShownStretch[] {
  const { footage, segment, sourceStart, frames, speed = 1, start } = entry;
  const { fps } = film.plan.timeline;
  const from = toSeconds(sourceStart, fps) * speed;
  const until = toSeconds(sourceStart + frames, fps) * speed;
  const viewing = viewingIn(footage, { from, until });
  if (viewing === undefined) return [];
  const job = footage.kind === 'clip' ? film.jobs.get(footage.fingerprint) : undefined;
  const meetings = job && job.kind !== 'frame' ? meetingsIn(job, film) : [];
  const least = 3 / fps;
  const inside = meetings.filter((at) => at > from + least && at < until - least);
  return [from, ...inside].map((begin, n) => ({
    ...{ segment, viewing, from: begin, until: inside[n] ?? until },
    at: toSeconds(start, fps) + (begin - from) / speed,
  }));
}

function viewingIn(footage: Footage, shown: TimeSpan): Viewing | undefined {
  if (footage.kind === 'clip') return footage.clip === undefined ? undefined : { footage: footage.clip };
  if (footage.kind !== 'file') return undefined;
  const { sha256, facts } = footage.file;
  return viewingOf(sha256, shown, 'seconds' in facts ? facts.seconds : 0);
}
