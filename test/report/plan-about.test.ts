import { describe, expect, it } from 'vitest';
import { plain } from '../../src/report/paint.ts';
import { planText } from '../../src/report/plan-text.ts';
import { holding, made, planOf } from '../rig/planning.ts';
import { generate } from '../rig/storyboard-builder.ts';

const segments = Array.from({ length: 80 }, (_, n) => generate(`s${n + 1}`));
const all = planOf(segments);
const [first, ...others] = all.jobs;

describe('a plan of which some segments are named', () => {
  it('shows these, and what else is to be made, and says how much it leaves out', () => {
    const plan = planOf(segments, { holdings: holding(made(others)) });
    const text = planText(plan, 'Film', plain, ['s5', 's6']);
    expect(text).toMatch(/^ {2}s1 .*never made$/m);
    expect(text).toMatch(/^ {2}s5 .*made$/m);
    expect(text).toContain('  … and 77 more jobs in the store');
    expect(text).toContain('  … and 78 more segments');
    expect(text.split('\n').length).toBeLessThan(16);
    expect(first?.id).toBe('s1');
  });

  it('leaves nothing out where none is named', () => {
    const text = planText(all, 'Film', plain);
    expect(text.split('\n').length).toBeGreaterThan(160);
    expect(text).not.toContain('more');
  });
});
