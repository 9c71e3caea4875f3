import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import type { FilmEvent } from '../../src/project/events/film-event.ts';
import { eventLine } from '../../src/report/event-line.ts';
import { plain } from '../../src/report/paint.ts';
import { planOf } from '../rig/plans.ts';

const of = { job: 'deck', segment: 'deck', take: 1 };
const diagnostic: Diagnostic = {
  severity: 'error',
  code: 'provider-unreachable',
  message: 'The line is dead.',
};
const retrying = { type: 'job-retrying', ...of, seconds: 5, diagnostic } as const;
const counts = {
  made: 2,
  cached: 1,
  failed: 0,
  skipped: 0,
  inFlight: 0,
  unanswered: 0,
  maybeCharged: 0,
  spent: 0.8,
  reserved: 0,
};

const lines: readonly (readonly [FilmEvent, string | undefined])[] = [
  [{ type: 'planned', plan: planOf([]) }, undefined],
  [{ type: 'run-started', jobs: 3, cached: 1, cost: 2.4 }, undefined],
  [{ type: 'job-started', ...of, kind: 'extend', attempt: 1 }, '→ deck  extend'],
  [{ type: 'job-started', ...of, kind: 'extend', attempt: 3 }, '→ deck  extend, attempt 3'],
  [{ type: 'job-resumed', ...of }, '→ deck  resumed'],
  [{ type: 'job-progress', ...of, progress: 0.5 }, undefined],
  [{ type: 'job-finished', ...of, clip: 'c', cost: 0.4, seconds: 72 }, '✓ deck  made in 72 s, $0.40'],
  [{ type: 'job-finished', ...of, clip: 'c', cost: 0, seconds: 0.2 }, '✓ deck  made in under 1 s'],
  [{ type: 'job-overdue', ...of, diagnostic }, '… deck  overdue: The line is dead.'],
  [
    { ...retrying, what: 'attempt', count: 2 },
    '↻ deck  attempt 2 failed, retrying in 5 s: The line is dead.',
  ],
  [{ ...retrying, what: 'poll', count: 1 }, '↻ deck  no status, asking again in 5 s: The line is dead.'],
  [
    { ...retrying, what: 'poll', count: 3 },
    '↻ deck  no status (3 times in a row), asking again in 5 s: The line is dead.',
  ],
  [
    { ...retrying, what: 'download', count: 2 },
    '↻ deck  download 2 failed, retrying in 5 s: The line is dead.',
  ],
  [{ ...retrying, what: 'search', count: 1 }, '↻ deck  not found, searching again in 5 s: The line is dead.'],
  [
    { ...retrying, what: 'search', count: 2 },
    '↻ deck  not found (2 times in a row), searching again in 5 s: The line is dead.',
  ],
  [{ type: 'job-reworded', ...of, fallback: 1, diagnostic }, '↻ deck  trying fallback 1: The line is dead.'],
  [
    { type: 'job-failed', ...of, diagnostic },
    '✗ deck  failed\nerror[provider-unreachable]: The line is dead.',
  ],
  ...(
    [
      ['submission-unknown', 'maybe accepted'],
      ['footage-lost', 'footage lost'],
      ['job-overdue', 'overdue'],
      ['over-budget', 'not submitted'],
    ] as const
  ).map(
    ([code, how]) =>
      [
        { type: 'job-failed', ...of, diagnostic: { ...diagnostic, code } },
        `✗ deck  ${how}\nerror[${code}]: The line is dead.`,
      ] as const,
  ),
  [{ type: 'job-skipped', ...of, because: 'wake' }, undefined],
  [{ type: 'notice', diagnostic }, 'error[provider-unreachable]: The line is dead.'],
  [
    { type: 'job-finished', ...of, clip: 'c', cost: 0.38, price: 0.4, seconds: 40 },
    '✓ deck  made in 40 s, charged $0.38 instead of $0.40',
  ],
  [
    { type: 'job-finished', ...of, clip: 'c', cost: 0.401, price: 0.4, seconds: 40 },
    '✓ deck  made in 40 s, $0.40',
  ],
  [{ type: 'run-progress', secondsLeft: 4 }, undefined],
  [{ type: 'run-ended', seconds: 40, spent: 0.38, planned: 0.4 }, 'Took 40 s; spent $0.38 (planned $0.40).'],
  [
    { type: 'run-finished', ...counts, maybeCharged: 0.4, interrupted: false },
    '2 made, 1 already in the store; $0.40 may have been charged for failed jobs.',
  ],
  [{ type: 'run-finished', ...counts, interrupted: false }, '2 made, 1 already in the store.'],
  [
    { type: 'run-finished', ...counts, skipped: 2, inFlight: 1, reserved: 0.4, interrupted: true },
    'Interrupted: 2 made, 1 in flight, 1 not started; spent $0.80, reserved $0.40. What is in flight goes on at its provider; `storycut cancel SEGMENT` ends it, where the provider can.',
  ],
  [
    { type: 'run-finished', ...counts, spent: 0, skipped: 2, inFlight: 1, interrupted: true },
    'Interrupted: 2 made, 1 in flight, 1 not started.',
  ],
  [
    { type: 'stitch-started', file: '/films/ferry.mp4', pieces: 3, encode: 0, frames: 9 },
    '→ ferry.mp4  3 pieces, nothing to encode',
  ],
  [{ type: 'stitch-started', file: '/films/ferry.gif', pieces: 0, encode: 0, frames: 9 }, '→ ferry.gif'],
  [{ type: 'clips-coming', come: 0, of: 8 }, '→ bringing 8 clips here'],
  [{ type: 'clips-coming', come: 3, of: 8 }, undefined],
  [{ type: 'stitch-progress', share: 0.5 }, undefined],
  [
    { type: 'stitch-finished', file: '/films/ferry.mp4', frames: 288, seconds: 12, copied: 3, encoded: 0 },
    '✓ ferry.mp4  0:12.00, 288 frames',
  ],
  [{ type: 'run-ended', seconds: 200, spent: 0 }, 'Took 3 min; spent nothing.'],
  [{ type: 'ended', kind: 'finished', diagnostics: [] }, undefined],
];

describe('the line that an event is worth', () => {
  it.each(lines)('%j', (event, line) => {
    expect(eventLine(event, plain)).toBe(line);
  });
});
