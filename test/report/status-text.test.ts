import { expect, it } from 'vitest';
import { type SegmentStatus, statusOf } from '../../src/project/film/status.ts';
import { plain } from '../../src/report/paint.ts';
import { statusText } from '../../src/report/status-text.ts';
import { holding, made, planOf } from '../rig/planning.ts';
import { board, generate } from '../rig/storyboard-builder.ts';

const paid = { provider: 'openai', model: 'sora-2', duration: 4 };

/** The rows of a film of so many segments, those with the given numbers made. */
function rowsOf(
  count: number,
  done: readonly number[],
  also: Readonly<Record<string, Partial<SegmentStatus>>> = {},
) {
  const film = board(Array.from({ length: count }, (_, n) => generate(`s${n + 1}`, paid)));
  const clips = made(planOf(film).jobs.filter(({ id }) => done.includes(Number(id.slice(1)))));
  const holdings = holding(clips);
  const plan = planOf(film, { holdings });
  const status = statusOf({ storyboard: film } as Parameters<typeof statusOf>[0], plan, holdings);
  const segments = status.segments.map((segment) => ({ ...segment, ...also[segment.id] }));
  return statusText({ ...status, segments }, 'Film', plain, { plan })
    .split('\n')
    .filter((line) => /^ +s\d/.test(line))
    .map((line) => line.trim().replaceAll(/ {2,}/g, ' | '));
}

it('sums up segments in a row that were never made, if they are more than a few', () => {
  expect(rowsOf(300, [3, 200])).toEqual([
    's1 | never made',
    's2 | never made',
    's3 | made | clip clip of s3',
    's4 … s199 | never made | 196 segments',
    's200 | made | clip clip of s200',
    's201 … s300 | never made | 100 segments',
  ]);
  expect(rowsOf(4, [])).toEqual(['s1', 's2', 's3', 's4'].map((id) => `${id} | never made`));
});

it('shows by itself what was paid in vain, or what was found in its footage', () => {
  const rows = rowsOf(12, [], { s6: { spent: 0.4, lost: 0.4 }, s12: { maybeCharged: 0.4 } });
  expect(rows.map((row) => row.split(' | ')[0])).toEqual(['s1 … s5', 's6', 's7 … s11', 's12']);
});
