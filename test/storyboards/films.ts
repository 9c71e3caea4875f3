import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { emptyHoldings } from '../../src/core/holdings.ts';
import { readAsset } from '../../src/media/asset.ts';
import { makePlan } from '../../src/planner/make-plan.ts';
import type { Plan } from '../../src/planner/plan.ts';
import { builtInProviders } from '../../src/providers/registry.ts';
import type { Storyboard } from '../../src/storyboard/model.ts';
import { type Overrides, readStoryboard } from '../../src/storyboard/read.ts';

export const root = join(import.meta.dirname, '../..');

export const films = readdirSync(join(root, 'storyboards'));

export const fileOf = (film: string): string => join(root, 'storyboards', film, `${film}.storyboard.yaml`);

export interface Planned {
  readonly storyboard: Storyboard;
  readonly plan: Plan;
  /** `severity code` of all that reading and planning had to say. */
  readonly said: readonly string[];
}

/** Reads and plans a film as it is shipped, with nothing made yet. */
export async function planned(film: string, overrides: Partial<Overrides> = {}): Promise<Planned> {
  const named = fileOf(film);
  const { storyboard, diagnostics } = await readStoryboard(named, { vars: {}, ...overrides }, readAsset);
  if (!storyboard) throw new Error(JSON.stringify(diagnostics, null, 2));
  const plan = makePlan({
    storyboard,
    named,
    providers: builtInProviders,
    holdings: emptyHoldings,
    concurrency: 2,
  });
  if (!plan.ok) throw new Error(JSON.stringify(plan.error, null, 2));
  const said = [...diagnostics, ...plan.value.diagnostics].map(({ severity, code }) => `${severity} ${code}`);
  return { storyboard, plan: plan.value, said };
}
