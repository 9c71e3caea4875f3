import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/core/event.ts';
import { advance, idle, liveLine } from '../../src/report/event-line.ts';
import { plain } from '../../src/report/paint.ts';
import { progressDisplay } from '../../src/report/progress.ts';

const events: readonly Event[] = [
  { type: 'run-started', jobs: 2, cached: 1, cost: 0 },
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
    ...{ spent: 0.8, reserved: 0, interrupted: false },
  },
];

const finished: Extract<Event, { type: 'run-finished' }> = {
  ...{ type: 'run-finished', made: 3, cached: 1, failed: 0, skipped: 59, inFlight: 0, unanswered: 0 },
  ...{ spent: 0, reserved: 0, interrupted: false },
};

const linesOf = (...told: readonly Event[]): readonly string[] =>
  shown(undefined, told).trimEnd().split('\n');

function shown(columns: number | undefined, told = events): string {
  let text = '';
  const display = progressDisplay({
    write: (more) => {
      text += more;
    },
    columns: () => columns,
    paint: plain,
  });
  for (const event of told) display.on(event);
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
        '– climb.2  not started, since climb failed',
        '1 made, 1 in the store already, 1 failed, 1 not started; spent $0.80.',
        '',
      ].join('\n'),
    );
  });

  it('leaves the same lines on a terminal, with a live line between', () => {
    const text = shown(80);
    expect(text).toContain('0 of 2 · approach 50 %');
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
      '– 56 jobs  not started, since a failed',
      '– s0, s1  not started, since b failed',
      '3 made, 1 in the store already, 59 not started.',
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
      'Interrupted: 3 made, 3 in flight, 1 not answered yet, 55 not started; spent $1.20, reserved $1.60. Run the same command to resume.',
    ]);
  });

  it.each([
    [40, 'stitching 50 %, about 40 s left'],
    [0.4, 'stitching 50 %, under 1 s left'],
  ])('tells that %d s are left of the cut', (secondsLeft, line) => {
    const live = advance(idle, { type: 'stitch-progress', share: 0.5, secondsLeft });
    expect(liveLine(live, (_, text) => text)).toBe(line);
  });
});
