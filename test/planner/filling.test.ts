import { describe, expect, it } from 'vitest';
import type { Segment } from '../../src/storyboard/model.ts';
import { planOf } from '../rig/planning.ts';
import { board, generate } from '../rig/storyboard-builder.ts';

const seedance = { provider: 'runway', model: 'seedance2' };
const at480 = { format: { size: { width: 854, height: 480 }, exact: false, fps: 24, fit: 'pad' } } as const;
const plan = (...segments: readonly Segment[]) => {
  const { jobs, timeline, diagnostics } = planOf(board(segments, at480));
  return {
    sizes: jobs.map((job) => job.kind !== 'frame' && 'size' in job.request && job.request.size),
    fits: timeline.entries.map(({ fit }) => fit),
    told: diagnostics.filter(({ code }) => code === 'clip-fitted'),
  };
};

describe('footage that has nearly the film’s shape', () => {
  it('is asked for in the size that its maker means, and fills the film, which is told once', () => {
    const { sizes, fits, told } = plan(generate('a', seedance), generate('b', seedance));
    expect(sizes).toEqual([
      { width: 864, height: 496 },
      { width: 864, height: 496 },
    ]);
    expect(fits).toEqual(['crop', 'crop']);
    expect(told.map(({ severity, message, help }) => [severity, message, help])).toEqual([
      [
        'note',
        'seedance2 makes 864x496 for a film of 854x480, which is nearly its shape: 2.1 % of the picture is cut off at the edges.',
        'Write `fit: pad` in `format` for bars instead, or `format: { size: 864x496 }` if all footage has that size.',
      ],
    ]);
  });

  it('is fitted as the storyboard says, where it says so', () => {
    const { sizes, fits, told } = plan(generate('a', { ...seedance, fit: 'pad', fitSaid: true }));
    expect(sizes).toEqual([{ width: 864, height: 496 }]);
    expect(fits).toEqual(['pad']);
    expect(told).toEqual([]);
  });

  it('has exactly that shape where its maker makes it', () => {
    const { sizes, fits, told } = plan(
      generate('a', { provider: 'byteplus', model: 'dreamina-seedance-2-5-260628' }),
    );
    expect(sizes).toEqual([{ width: 854, height: 480 }]);
    expect(fits).toEqual(['pad']);
    expect(told).toEqual([]);
  });
});
