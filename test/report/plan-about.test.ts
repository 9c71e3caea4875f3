import { describe, expect, it } from 'vitest';
import { plain } from '../../src/report/paint.ts';
import { aboutRun, planText } from '../../src/report/plan-text.ts';
import { holding, made, planOf } from '../rig/planning.ts';
import { generate } from '../rig/storyboard-builder.ts';

const segments = Array.from({ length: 80 }, (_, n) => generate(`s${n + 1}`));
const all = planOf(segments);
const [first, ...others] = all.jobs;

describe('a plan of which some segments are named', () => {
  it('shows these, and what else is to be made, and says how much it leaves out', () => {
    const plan = planOf(segments, { holdings: holding(made(others)) });
    const text = planText(plan, 'Film', plain, { about: ['s5', 's6'] });
    expect(text).toMatch(/^ {2}s1 .*never made$/m);
    expect(text).toMatch(/^ {2}s5 .*made$/m);
    expect(text).toContain('  … and 77 more jobs in the store');
    expect(text).toContain('  … and 78 more segments');
    expect(text.split('\n').length).toBeLessThan(16);
    expect(first?.id).toBe('s1');
  });

  it('leaves out what is in the store where none is named, and the rest of the film where it is run', () => {
    const plan = planOf(segments, { holdings: holding(made(others)) });
    const text = planText(plan, 'Film', plain);
    expect(text).toContain('  … and 79 more jobs in the store');
    expect(text.split('\n').length).toBe(80 + 9);
    expect(aboutRun(plan)).toEqual(['s1']);
    const run = planText(plan, 'Film', plain, { about: aboutRun(plan) });
    expect(run.split('\n').filter((line) => /^ {2}s\d|:\d\d\.\d\d {2}s\d/.test(line))).toHaveLength(1 + 1);
    expect(run).toContain('  … and 79 more segments');
  });

  it('is but its summary where all is in the store, and whole where that is little', () => {
    const plan = planOf(segments, { holdings: holding(made(all.jobs)) });
    const run = planText(plan, 'Film', plain, { about: aboutRun(plan) });
    expect(run.split('\n').map((line) => line.replace(/ {2}.*/, ''))).toEqual([
      'Film',
      '',
      'Nothing to make: 80 jobs in the store.',
    ]);
    const few = segments.slice(0, 4);
    const small = planOf(few, { holdings: holding(made(all.jobs)) });
    expect(aboutRun(small)).toBeUndefined();
    expect(planText(small, 'Film', plain).match(/made$/gm)).toHaveLength(4);
  });

  it('says of what is in the store what is not as it was asked for', () => {
    const { clips, ...rest } = made(all.jobs);
    const odd = all.jobs[7];
    const clip = odd && clips.get(odd.fingerprint);
    if (!odd || !clip) throw new Error('there are 80');
    const holdings = holding({
      ...rest,
      clips: new Map([...clips, [odd.fingerprint, { ...clip, fallback: 'Other words' }]]),
    });
    const plan = planOf(segments, { holdings });
    expect(planText(plan, 'Film', plain)).toMatch(/^ {2}s8 .*made with an earlier fallback$/m);
    expect(aboutRun(plan)).toEqual(['s8']);
  });

  it('leaves nothing out where none is named', () => {
    const text = planText(all, 'Film', plain);
    expect(text.split('\n').length).toBeGreaterThan(160);
    expect(text).not.toContain('more');
  });
});
