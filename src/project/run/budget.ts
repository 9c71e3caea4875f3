import type { Diagnostic } from '../../core/diagnostic.ts';
import { committedOf } from '../../core/holdings.ts';
import { amount, committed, sayWhatWasCharged } from '../../core/money.ts';
import { listed, type Sentence, say, says } from '../../core/sentence.ts';
import type { Plan } from '../../planner/plan.ts';
import type { LoadedFilm } from '../film/film.ts';

/**
 * Why the price of a plan forbids a run of the film with these names, or nothing. `maxCost` is what one run may spend; the storyboard's
 * budget is for all runs together. US dollars.
 */
export function overBudget(
  film: LoadedFilm,
  plan: Plan,
  { maxCost, names }: { readonly maxCost: number | undefined; readonly names: ReadonlySet<string> },
): readonly Diagnostic[] {
  const { cost } = plan;
  const { needed } = cost;
  const budget = film.storyboard.maxCost;
  const found: Diagnostic[] = [];
  if (budget !== undefined && needed > 0 && committedOf(cost) + needed > budget + 1e-9) {
    found.push({
      severity: 'error',
      code: 'over-budget',
      ...says(
        say`This run needs ${amount({ price: needed })}; with ${committed(cost)}${alsoAs(names)}, that exceeds the storyboard's budget of ${amount({ cap: budget })}.`,
        cost.maybeCharged > 0
          ? say`Raise \`budget.max-cost\`, make less with \`--only\`, or ${sayWhatWasCharged}.`
          : say`Raise \`budget.max-cost\`, make less with \`--only\`, or rehearse with \`--provider animatic\`.`,
      ),
    });
  }
  if (maxCost !== undefined && needed > maxCost) {
    found.push({
      severity: 'error',
      code: 'over-budget',
      ...says(
        say`This run needs ${amount({ price: needed })}, more than the ${amount({ cap: maxCost })} that --max-cost allows.`,
        say`Raise --max-cost, or make less with \`--only\`.`,
      ),
    });
  }
  return found;
}

/** The other names under which the film was made. */
function alsoAs(names: ReadonlySet<string>): Sentence {
  const [, ...known] = names;
  return known.length === 0 ? say`` : say` (also under the name ${listed({ known })})`;
}

/** The most that may ever be spent on this storyboard, including this run; undefined: no cap. */
export function spendingCap(film: LoadedFilm, plan: Plan, maxCost: number | undefined): number | undefined {
  const caps = [
    film.storyboard.maxCost,
    maxCost === undefined ? undefined : committedOf(plan.cost) + maxCost,
  ];
  const known = caps.filter((cap) => cap !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}
