import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/core/event.ts';
import type { FilmEvent, Told } from '../../src/project/events/film-event.ts';
import { Follower } from '../../src/project/events/standing.ts';
import { plain } from '../../src/report/paint.ts';
import { progressDisplay } from '../../src/report/progress.ts';
import { planOf } from '../rig/planning.ts';

const events: readonly Event[] = [
  { type: 'run-started', jobs: 3, cached: 1, cost: 2.4 },
  { type: 'job-started', job: 'approach', segment: 'approach', take: 1, kind: 'generate', attempt: 1 },
  { type: 'job-progress', job: 'approach', segment: 'approach', progress: 0.5 },
  { type: 'job-finished', job: 'approach', segment: 'approach', take: 1, clip: 'ab', cost: 0.8, seconds: 4 },
  {
    type: 'job-failed',
    job: 'climb',
    segment: 'climb',
    take: 1,
    diagnostic: { severity: 'error', code: 'ffmpeg-missing', message: 'No ffmpeg.', help: 'Install one.' },
  },
  { type: 'job-skipped', job: 'climb.2', segment: 'climb', because: 'climb' },
  {
    ...{ type: 'run-finished', made: 1, cached: 1, failed: 1, skipped: 1, inFlight: 0, unanswered: 0 },
    ...{ spent: 0.8, reserved: 0, maybeCharged: 0, interrupted: false },
  },
  { type: 'run-ended', seconds: 200, spent: 0.8 },
];

const finished: Extract<Event, { type: 'run-finished' }> = {
  ...{ type: 'run-finished', made: 3, cached: 1, failed: 0, skipped: 59, inFlight: 0, unanswered: 0 },
  ...{ spent: 0, reserved: 0, maybeCharged: 0, interrupted: false },
};

/** Events of one run, as they are told at a moment, in seconds since 1970. */
const tell = (events: readonly FilmEvent[], at = 0): readonly Told[] =>
  events.map((event, n) => ({
    ...event,
    run: 'r1',
    sequence: n + 1,
    time: new Date(at * 1000).toISOString(),
  }));

const linesOf = (...told: readonly Event[]): readonly string[] => shown(told).trimEnd().split('\n');

/** All that is written; `live`: on a screen that can show a table. */
function shown(told: readonly FilmEvent[] = events, live = false): string {
  let text = '';
  const follower = new Follower();
  const display = progressDisplay({
    standing: () => follower.now,
    write: (more) => {
      text += more;
    },
    live: () => live,
    paint: plain,
    now: () => 0,
  });
  for (const event of tell(told)) {
    follower.hear(event);
    display.on(event);
  }
  display.end();
  return text;
}

describe('the progress display', () => {
  it('prints one line a change into a pipe, and moves no cursor', () => {
    expect(shown()).toBe(
      [
        '→ approach  generate',
        '✓ approach  made in 4 s, $0.80',
        '✗ climb  failed',
        'error[ffmpeg-missing]: No ffmpeg.',
        'help: Install one.',
        '– climb.2  not started, because climb failed',
        '1 made, 1 already in the store, 1 failed, 1 not started.',
        'Took 3 min; spent $0.80.',
        '',
      ].join('\n'),
    );
  });

  it('leaves the same lines on a terminal, but for those that the table tells better', () => {
    expect(shown([{ type: 'planned', plan: planOf([]) }, ...events], true)).toBe(
      shown().replace('→ approach  generate\n', ''),
    );
  });

  it('tells of many jobs that were not started in one line, and by name of a few', () => {
    const skipped = (n: number, because: string): readonly Event[] =>
      Array.from({ length: n }, (_, i) => ({ type: 'job-skipped', job: `s${i}`, segment: `s${i}`, because }));
    expect(linesOf(...skipped(56, 'a'), ...skipped(2, 'b'), finished)).toEqual([
      '– 56 jobs  not started, because a failed',
      '– s0, s1  not started, because b failed',
      '3 made, 1 already in the store, 59 not started.',
    ]);
  });

  it('says of an interrupted run in one line what it leaves', () => {
    const skipped = Array.from(
      { length: 59 },
      (_, i): Event => ({ type: 'job-skipped', job: `s${i}`, segment: `s${i}`, because: 'interrupted' }),
    );
    const money = { spent: 1.2, reserved: 1.6 };
    expect(
      linesOf(...skipped, { ...finished, ...money, inFlight: 3, unanswered: 1, interrupted: true }),
    ).toEqual([
      'Interrupted: 3 made, 3 in flight, 1 not answered yet, 55 not started; spent $1.20, reserved $1.60. What is in flight goes on at its provider; `storycut cancel SEGMENT` ends it, where the provider can.',
    ]);
  });
});
