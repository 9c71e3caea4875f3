import { describe, expect, it } from 'vitest';
import type { Event } from '../../src/core/event.ts';
import { Follower } from '../../src/project/events/standing.ts';
import { shownColumns } from '../../src/report/fitted.ts';
import { takesToMake } from '../../src/report/live-rows.ts';
import { liveTable } from '../../src/report/live-table.ts';
import { plain } from '../../src/report/paint.ts';
import { planOf } from '../rig/planning.ts';
import { generate } from '../rig/storyboard-builder.ts';

const paid = { provider: 'openai', model: 'sora-2', duration: 4 };
const wide = { columns: 100, rows: 24 };

/** A run whose events came at these seconds, each after the first. */
function running(plan = planOf(['a', 'b', 'c'].map((id) => generate(id, paid)))) {
  const follower = new Follower();
  let sequence = 0;
  const hear = (at: number, ...events: readonly Event[]): void => {
    for (const event of events) {
      sequence += 1;
      follower.hear({ ...event, run: 'r', sequence, time: new Date(at * 1000).toISOString() });
    }
  };
  const takes = takesToMake(plan);
  const jobs = plan.jobs.length;
  hear(0, { type: 'run-started', jobs, cached: 0, cost: plan.cost.needed });
  return {
    hear,
    lines: (now: number, size = wide) =>
      liveTable(follower.now, takes, { size, paint: plain, now: now * 1000 }),
  };
}

const of = (job: string) => ({ job, segment: job.replace(/[.#].*/, ''), take: 1 });
const started = (job: string, attempt = 1): Event => ({
  ...{ type: 'job-started', ...of(job), kind: 'generate', attempt },
});
const progress = (job: string, share: number): Event => ({
  type: 'job-progress',
  ...of(job),
  progress: share,
});
const made = (job: string): Event => ({
  ...{ type: 'job-finished', ...of(job), clip: 'ab', cost: 0.4, seconds: 4 },
});
const diagnostic = { severity: 'warning', code: 'job-overdue', message: 'It takes long.' } as const;

describe('the live table', () => {
  it('has a row for each take at work, the next below, and the film', () => {
    const run = running();
    run.hear(0, started('a'), progress('a', 0.5), started('b'));
    run.hear(10, { type: 'run-progress', secondsLeft: 230 });
    expect(run.lines(10)).toEqual([
      '',
      '  a  generating  ━━━━━━━━━━──────────  50 %  10 s left  $0.40',
      '  b  generating  ────────────────────   0 %  37 s left  $0.40',
      '  c  waiting                                            $0.40',
      'Film ━━━───────────────── 16 % · about 4 min left · $0.00 of $1.20 · 0 of 3 jobs',
    ]);
  });

  it('learns from jobs that are made how long others take', () => {
    const run = running();
    run.hear(0, started('a'), started('b'));
    expect(run.lines(0)[1]).toContain('2 min left');
    run.hear(4, made('a'), made('b'), started('c'));
    expect(run.lines(4)[1]).toMatch(/^ {2}c .* 4 s left/);
  });

  it('goes without prices, then without states, where there is no room for them', () => {
    const run = running();
    run.hear(0, started('a'), progress('a', 0.02), started('b'));
    const shown = (columns: number) => run.lines(0, { columns, rows: 24 })[1];
    expect(shown(60)).toBe('  a  generating  2 %  2 min left  $0.40');
    expect(shown(40)).toBe('  a  generating  2 %  2 min left  $0.40');
    expect(shown(39)).toBe('  a  generating  2 %  2 min left');
    expect(shown(30)).toBe('  a  2 %  2 min left');
  });

  it('counts down while nothing is heard, and never below nothing', () => {
    const run = running();
    run.hear(0, started('a'), { type: 'run-progress', secondsLeft: 60 });
    const film = [0, 30, 55, 70].map((now) => run.lines(now).at(-1)?.split(' · ')[1]);
    expect(film).toEqual(['about 60 s left', 'about 30 s left', 'about 5 s left', 'under 1 s left']);
  });

  it('lets a take go once it is made or failed, and says of the film what failed', () => {
    const run = running();
    run.hear(0, started('a'), started('b'), made('a'), { type: 'job-failed', ...of('b'), diagnostic });
    expect(run.lines(4)).toEqual([
      '',
      '  c  waiting        $0.40',
      'Film ━━━━━━━━━━━━━─────── 66 % · $0.40 of $1.20 · 2 of 3 jobs, 1 failed',
    ]);
  });

  it('says what a job waits for, and begins its bar again with its next attempt', () => {
    const run = running();
    const state = (...events: readonly Event[]): string => {
      run.hear(5, ...events);
      return run.lines(5)[1]?.trim().replace(/ {2,}/g, ' ') ?? '';
    };
    const retrying = { type: 'job-retrying', ...of('a'), seconds: 2, diagnostic, count: 1 } as const;
    expect(state(started('a'), progress('a', 0.5))).toMatch(/^a generating ━.* 50 %/);
    expect(state({ ...retrying, what: 'poll' })).toMatch(/^a no status yet ━.* 50 % \$0\.40$/);
    expect(state(progress('a', 0.6))).toMatch(/^a generating ━.* 60 %/);
    expect(state({ type: 'job-overdue', ...of('a'), diagnostic })).toMatch(/^a overdue ━.* 60 % \$0\.40$/);
    expect(state({ ...retrying, what: 'attempt' })).toMatch(/^a will try again ─+ 0 % \$0\.40$/);
    expect(state(started('a', 2))).toMatch(/^a generating, attempt 2 ─+ 0 %/);
    expect(state({ ...retrying, what: 'download' })).toMatch(/^a will download again/);
    expect(state({ ...retrying, what: 'search' })).toMatch(/^a being looked for/);
  });

  it('adds up a chain in one row, and tells takes apart', () => {
    const run = running(
      planOf([generate('long', { ...paid, duration: 24 }), generate('two', { ...paid, takes: 2 })]),
    );
    run.hear(0, started('long'), made('long'), started('long.2'), progress('long.2', 0.5), started('two#2'));
    const [, long, second] = run.lines(2);
    expect(long).toMatch(/^ {2}long +extending, 2 of 2 +━+─+ +\d\d % {2}/);
    expect(second).toMatch(/^ {2}two +take 2 +generating/);
  });

  it('shows the cut in one line', () => {
    const run = running();
    run.hear(0, { type: 'stitch-started', file: '/films/f.mp4', pieces: 3, encode: 1, frames: 9 });
    run.hear(7, { type: 'stitch-progress', share: 0.5, secondsLeft: 40 });
    expect(run.lines(7)).toEqual(['', 'Cutting f.mp4 ━━━━━━━━━━────────── 50 % · about 40 s left']);
    run.hear(9, { type: 'stitch-finished', file: 'f', frames: 9, seconds: 1, copied: 9, encoded: 0 });
    expect(run.lines(9)).toEqual([]);
  });

  it('shows clips that come before the cut in one line', () => {
    const run = running();
    run.hear(0, { type: 'clips-coming', come: 0, of: 8 });
    run.hear(1, { type: 'clips-coming', come: 4, of: 8 });
    expect(run.lines(1)).toEqual(['', 'Bringing clips ━━━━━━━━━━────────── 50 % · 4 of 8']);
    run.hear(2, { type: 'clips-coming', come: 8, of: 8 });
    expect(run.lines(2).join('\n')).not.toContain('Bringing');
  });

  it('shows what is at work of hundreds, the next ones, and how many there are', () => {
    const ids = Array.from({ length: 500 }, (_, n) => `segment-with-a-long-name-${n}`);
    const run = running(planOf(ids.map((id) => generate(id, paid))));
    run.hear(0, ...ids.slice(0, 40).map((id) => started(id)));
    const lines = run.lines(1, { columns: 80, rows: 24 });
    expect(lines.slice(15)).toEqual([
      expect.stringMatching(
        /^ {2}segment-with-a-long… {2}generating {2}─{12} {2}0 % {2}2 min left {2}\$0\.40$/,
      ),
      '  … and 25 more at work, 460 waiting',
      expect.stringMatching(/^Film /),
    ]);
    run.hear(1, ...ids.slice(0, 38).map(made));
    expect(run.lines(2, { columns: 80, rows: 24 }).at(-2)).toBe('  … and 457 more waiting');
  });

  it.each([5, 40, 80, 120])('fits into %d columns, and however few rows', (columns) => {
    const run = running(
      planOf(Array.from({ length: 60 }, (_, n) => generate(`a-rather-long-name-${n}`, paid))),
    );
    for (let n = 0; n < 24; n += 1) {
      run.hear(n, started(`a-rather-long-name-${n}`, (n % 3) + 1), {
        type: 'run-progress',
        secondsLeft: 4000,
      });
      for (const rows of [1, 8, 24]) {
        const lines = run.lines(n, { columns, rows });
        expect(Math.max(...lines.map(shownColumns))).toBeLessThan(columns);
        expect(lines.length).toBeLessThanOrEqual(Math.max(2, rows - 1));
      }
    }
  });
});
