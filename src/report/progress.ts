import type { Plan } from '../planner/plan.ts';
import type { Told } from '../project/events/film-event.ts';
import type { Standing } from '../project/events/standing.ts';
import { eventLine, skippedLines } from './event-line.ts';
import { type TakeToMake, takesToMake } from './live-rows.ts';
import { liveTable, type ScreenSize } from './live-table.ts';
import type { Paint } from './paint.ts';

/** The last lines of a terminal, which are redrawn in place: for a size, what they are. */
export type Live = (size: ScreenSize) => readonly string[];

export interface Screen {
  /** Whole lines, which stay. */
  readonly write: (text: string) => void;
  /** From now on, these are below all other lines; undefined: nothing is. Gives whether this screen can do that. */
  readonly live: (lines: Live | undefined) => boolean;
  readonly paint: Paint;
  /** The state of the run, including the event that is shown. */
  readonly standing: () => Standing;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Shows a run in progress: a line per change and, on a terminal, a live table below them. */
export function progressDisplay({ write, live, paint, standing, now }: Screen): {
  readonly on: (told: Told) => void;
  /** To be called about once a second. */
  readonly tick: () => void;
  readonly end: () => void;
} {
  const skipped: Extract<Told, { type: 'job-skipped' }>[] = [];
  const takes = takesOfLatest();
  let isLive = false;
  const tick = (): void => {
    isLive = live((size) => liveTable(standing(), takes(standing().plan), { size, paint, now: now() }));
  };
  const writeLines = (lines: readonly string[]): void => {
    if (lines.length > 0) write(lines.map((line) => `${line}\n`).join(''));
  };
  return {
    on(event) {
      if (event.type === 'job-skipped') skipped.push(event);
      const line = isLive && isInTable(event) ? undefined : eventLine(event, paint);
      if (line !== undefined) writeLines([...skippedLines(skipped.splice(0), paint), line]);
      tick();
    },
    tick,
    end() {
      live(undefined);
      writeLines(skippedLines(skipped.splice(0), paint));
    },
  };
}

/** The live table tells these better than a line that stays. */
const isInTable = ({ type }: Told): boolean =>
  type === 'job-started' || type === 'job-resumed' || type === 'stitch-started';

/** A run has one plan, and its table is drawn often. */
function takesOfLatest(): (plan: Plan | undefined) => readonly TakeToMake[] {
  let of: Plan | undefined;
  let takes: readonly TakeToMake[] = [];
  return (plan) => {
    if (plan !== of) [of, takes] = [plan, plan === undefined ? [] : takesToMake(plan)];
    return takes;
  };
}
