import { describe, expect, it } from 'vitest';
import { shareReasons } from '../../src/report/shared-reasons.ts';
import { generate } from '../rig/plans.ts';

/** Jobs that changed for these reasons, one each. */
const shared = (...reasons: readonly string[]) => {
  const jobs = reasons.map((reason, n) => generate(`s${n}`, { state: 'changed', reason }));
  const { lines, reasonOf } = shareReasons(jobs);
  return { lines, rows: jobs.map(reasonOf) };
};

const times = (n: number, reason: string): readonly string[] => Array.from({ length: n }, () => reason);

describe('a reason that many jobs share', () => {
  it('is told once where all have it', () => {
    expect(shared(...times(60, 'prompt changed'))).toEqual({
      lines: ['All 60 to make: prompt changed.'],
      rows: times(60, ''),
    });
  });

  it('leaves each job what is its own', () => {
    const { lines, rows } = shared(
      ...times(5, 'provider changed from a to b'),
      'prompt changed, provider changed from a to b',
    );
    expect(lines).toEqual(['All 6 to make: provider changed from a to b.']);
    expect(rows).toEqual([...times(5, ''), 'prompt changed']);
  });

  it('is told for those rows that give none, where not all have it', () => {
    const { lines, rows } = shared(...times(6, 'prompt changed'), 'its source s0 will be regenerated');
    expect(lines).toEqual(['Where no reason is given: prompt changed.']);
    expect(rows).toEqual([...times(6, ''), 'its source s0 will be regenerated']);
  });

  it('is told with what all have, each for its rows', () => {
    const { lines, rows } = shared(
      ...times(6, 'prompt changed, provider changed from a to b'),
      'provider changed from a to b, needs 8 s instead of 4 s',
    );
    expect(lines).toEqual([
      'All 7 to make: provider changed from a to b.',
      'Where no reason is given: prompt changed.',
    ]);
    expect(rows).toEqual([...times(6, ''), 'needs 8 s instead of 4 s']);
  });

  it('is told of those that changed, beside others that were never made', () => {
    const jobs = [
      ...times(5, 'provider changed from a to b').map((reason, n) =>
        generate(`s${n}`, { state: 'changed', reason }),
      ),
      generate('new', { reason: 'never made' }),
    ];
    const { lines, reasonOf } = shareReasons(jobs);
    expect(lines).toEqual(['The 5 that changed: provider changed from a to b.']);
    expect(jobs.map(reasonOf)).toEqual([...times(5, ''), 'never made']);
  });

  it('stays in the rows of a few', () => {
    expect(shared(...times(4, 'prompt changed'))).toEqual({ lines: [], rows: times(4, 'prompt changed') });
  });

  it('leaves the rows of a few, too, where they share several', () => {
    const both = 'provider changed from a to b, model changed from c to d';
    expect(shared(both, `${both}, prompt changed`, both)).toEqual({
      lines: ['All 3 to make: provider changed from a to b, model changed from c to d.'],
      rows: ['', 'prompt changed', ''],
    });
    expect(shared(both, both).lines).toEqual([]);
  });

  it('is no concern of jobs that are made', () => {
    const jobs = [
      ...times(5, 'never made').map((reason, n) => generate(`s${n}`, { reason })),
      generate('old', { state: 'cached', reason: 'made' }),
    ];
    const { lines, reasonOf } = shareReasons(jobs);
    expect(lines).toEqual(['All 5 to make: never made.']);
    expect(jobs.map(reasonOf)).toEqual([...times(5, ''), 'made']);
  });
});
