import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/core/event.ts';
import type { FilmEvent, Told } from '../../src/project/events/film-event.ts';
import { Follower, type Standing } from '../../src/project/events/standing.ts';
import { liveLine } from '../../src/report/live-line.ts';
import { plain } from '../../src/report/paint.ts';
import { progressDisplay } from '../../src/report/progress.ts';

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

const standingAfter = (events: readonly FilmEvent[], at: number): Standing => {
  const follower = new Follower();
  for (const told of tell(events, at)) follower.hear(told);
  return follower.now;
};

const linesOf = (...told: readonly Event[]): readonly string[] =>
  shown(undefined, told).trimEnd().split('\n');

function shown(columns: number | undefined, told = events): string {
  let text = '';
  const follower = new Follower();
  const display = progressDisplay({
    standing: () => follower.now,
    write: (more) => {
      text += more;
    },
    columns: () => columns,
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

const erase = '\r\u001b[2K';

/** What a terminal would show in the end: erased lines gone. */
const onScreen = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.split(erase).at(-1) ?? '')
    .join('\n');

describe('the progress display', () => {
  it('prints one line a change into a pipe, and moves no cursor', () => {
    expect(shown(undefined)).toBe(
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

  it('leaves the same lines on a terminal, with a live line between', () => {
    const text = shown(80);
    expect(text).toContain('0 of 3 · $0.00 of $2.40 · approach 50 %');
    expect(onScreen(text)).toBe(shown(undefined));
  });

  it('never draws a live line that would wrap', () => {
    const widest = Math.max(
      ...shown(12)
        .split('\n')
        .flatMap((line) => line.split(erase))
        .filter((line) => line.includes(' of '))
        .map((line) => line.length),
    );
    expect(widest).toBe(11);
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

  it.each([
    [40, 'stitching 50 %, about 40 s left'],
    [0.4, 'stitching 50 %, under 1 s left'],
  ])('tells that %d s are left of the cut', (secondsLeft, line) => {
    const standing = standingAfter([{ type: 'stitch-progress', share: 0.5, secondsLeft }], 7);
    expect(liveLine(standing, plain, 7000)).toBe(line);
  });
});

describe('the live line', () => {
  const late = { severity: 'warning', code: 'job-overdue', message: 'It takes long.' } as const;
  const liveAfter = (...events: readonly Event[]): Standing => standingAfter(events, 100);
  const work = (job: string, progress: number): readonly Event[] => [
    { type: 'job-started', job, segment: job, take: 1, kind: 'generate', attempt: 1 },
    { type: 'job-progress', job, segment: job, progress },
  ];
  const made = (job: string, cost: number): Event => ({
    type: 'job-finished',
    job,
    segment: job,
    take: 1,
    clip: 'ab',
    cost,
    seconds: 4,
  });

  it('says what it cost so far and how long it takes before it says who is at work', () => {
    const live = liveAfter(
      { type: 'run-started', jobs: 12, cached: 0, cost: 4.8 },
      ...['x', 'y', 'z'].map((job) => made(job, 0.4)),
      { type: 'run-progress', secondsLeft: 230 },
      ...work('a', 0.4),
      ...work('b', 0.1),
      { type: 'job-overdue', job: 'b', segment: 'b', take: 1, diagnostic: late },
    );
    expect(liveLine(live, plain, 100_000)).toBe(
      '3 of 12 · $1.20 of $4.80 · about 4 min left · a 40 % · b 10 %, overdue',
    );
  });

  it('counts down while nothing is heard, and never below nothing', () => {
    const live = liveAfter(
      { type: 'run-started', jobs: 2, cached: 0, cost: 0 },
      { type: 'run-progress', secondsLeft: 60 },
    );
    expect([100, 130, 155, 170].map((now) => liveLine(live, plain, 1000 * now))).toEqual([
      '0 of 2 · about 60 s left',
      '0 of 2 · about 30 s left',
      '0 of 2 · about 5 s left',
      '0 of 2 · under 1 s left',
    ]);
  });

  it('names a few jobs of many', () => {
    const live = liveAfter(
      { type: 'run-started', jobs: 40, cached: 0, cost: 0 },
      ...Array.from({ length: 10 }, (_, n) => work(`j${n}`, 0)).flat(),
    );
    expect(liveLine(live, plain, 100_000)).toMatch(/^0 of 40 · j0 0 % · .* · j5 0 % · … and 4 more$/);
  });
});
