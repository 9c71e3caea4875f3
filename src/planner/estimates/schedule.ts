import { type Heap, heap } from '../../core/heap.ts';
import type { Job } from '../plan.ts';
import { chainLengths, dependents } from './priorities.ts';

/** The limits of a job's model; undefined: none. */
export type LaneFinder = (job: Job) => ModelLane | undefined;

/** Limits that jobs of one model share. */
interface ModelLane {
  readonly name: string;
  /** Jobs in progress at once. */
  readonly most: number;
  /** Seconds from one submission to the next. */
  readonly apart: number;
}

const open: ModelLane = { name: '', most: Number.POSITIVE_INFINITY, apart: 0 };

/**
 * Rough wall time, in seconds, of these jobs with so many at once. Those that are ready start in the order in which a run
 * starts them: those in `begun` first, then the longest remaining chain. What a job needs that is not among them is made
 * already.
 */
export function wallTime(
  jobs: readonly Job[],
  concurrency: number,
  lane: LaneFinder,
  begun: ReadonlySet<string> = new Set(),
): number {
  // Whole milliseconds, which add up without rounding errors.
  const walls = jobs.map((job) => Math.round(job.pace * 1000));
  const onTop = dependents(jobs);
  const lengths = chainLengths(onTop, (index) => walls[index] ?? 0);
  const urgency = jobs.map(({ id }, i) => (begun.has(id) ? Number.POSITIVE_INFINITY : (lengths[i] ?? 0)));
  const waitsFor = new Array<number>(jobs.length).fill(0);
  for (const other of onTop.flat()) waitsFor[other] = (waitsFor[other] ?? 0) + 1;

  const ends = new Array<number>(jobs.length).fill(0);
  const running = heap(byLeast(ends));
  const lanes = new Map<string, Occupied>();
  const laneOf = jobs.map((job): Occupied => {
    const { name, most, apart } = lane(job) ?? open;
    const there = lanes.get(name) ?? { ready: heap(byMost(urgency)), most, apart, running: 0, next: 0 };
    lanes.set(name, there);
    return there;
  });
  waitsFor.forEach((count, index) => {
    if (count === 0) laneOf[index]?.ready.push(index);
  });
  const before = byMost(urgency);
  let now = 0;
  for (;;) {
    while (running.size < concurrency) {
      const lane = mostUrgent(lanes.values(), before);
      const next = lane?.ready.pop();
      if (lane === undefined || next === undefined) break;
      // What was begun earlier has had its turn already.
      const waits = begun.has(jobs[next]?.id ?? '') ? now : Math.max(now, lane.next);
      lane.next = waits + lane.apart * 1000;
      lane.running += 1;
      ends[next] = waits + (walls[next] ?? 0);
      running.push(next);
    }
    const done = running.pop();
    if (done === undefined) return now / 1000;
    now = ends[done] ?? now;
    const left = laneOf[done];
    if (left) left.running -= 1;
    for (const other of onTop[done] ?? []) {
      const missing = (waitsFor[other] ?? 0) - 1;
      waitsFor[other] = missing;
      if (missing === 0) laneOf[other]?.ready.push(other);
    }
  }
}

interface Occupied extends Pick<ModelLane, 'most' | 'apart'> {
  /** Positions of jobs. */
  readonly ready: Heap<number>;
  running: number;
  /** When the next one may be submitted, in milliseconds. */
  next: number;
}

/** The lane with room whose first job comes before those of the others. */
function mostUrgent(lanes: Iterable<Occupied>, before: (a: number, b: number) => boolean) {
  let best: { readonly lane: Occupied; readonly first: number } | undefined;
  for (const lane of lanes) {
    const first = lane.running < lane.most ? lane.ready.first : undefined;
    if (first !== undefined && (best === undefined || before(first, best.first))) best = { lane, first };
  }
  return best?.lane;
}

/** Orders positions by their values, then by themselves. */
const byLeast =
  (values: readonly number[]) =>
  (a: number, b: number): boolean => {
    const [one = 0, other = 0] = [values[a], values[b]];
    return one < other || (one === other && a < b);
  };

const byMost =
  (values: readonly number[]) =>
  (a: number, b: number): boolean => {
    const [one = 0, other = 0] = [values[a], values[b]];
    return one > other || (one === other && a < b);
  };
