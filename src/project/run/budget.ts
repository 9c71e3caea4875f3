import type { Diagnostic } from '../../core/diagnostic.ts';
import { committedOf } from '../../core/holdings.ts';
import { amount, committed, sayWhatWasCharged } from '../../core/money.ts';
import { listed, type Sentence, say, says } from '../../core/sentence.ts';
import type { Plan } from '../../planner/plan.ts';
import type { FilmRequest, LoadedFilm } from '../film/film.ts';

interface Asked extends Pick<FilmRequest, 'only'> {
  readonly maxCost: number | undefined;
  /** Of the film. */
  readonly names: ReadonlySet<string>;
}

/**
 * Why the price of a plan forbids a run of the film with these names, or nothing. `maxCost` is what one run may spend; the storyboard's
 * budget is for all runs together. US dollars.
 */
export function overBudget(
  film: LoadedFilm,
  plan: Plan,
  { maxCost, only, names }: Asked,
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
        oneOf([
          say`Raise \`budget.max-cost\``,
          ...lessThan(only, plan),
          cost.maybeCharged > 0 ? sayWhatWasCharged : say`rehearse with \`--provider animatic\``,
        ]),
      ),
    });
  }
  if (maxCost !== undefined && needed > maxCost) {
    found.push({
      severity: 'error',
      code: 'over-budget',
      ...says(
        say`This run needs ${amount({ price: needed })}, more than the ${amount({ cap: maxCost })} that --max-cost allows.`,
        oneOf([say`Raise --max-cost`, ...lessThan(only, plan)]),
      ),
    });
  }
  return found;
}

/** What a run of a film that is beyond its budget already should be told, though it needs nothing more. */
export function beyondBudget(
  film: LoadedFilm,
  { cost }: Plan,
  names: ReadonlySet<string>,
): readonly Diagnostic[] {
  const budget = film.storyboard.maxCost;
  if (budget === undefined || cost.needed > 0 || committedOf(cost) <= budget + 1e-9) return [];
  return [
    {
      severity: 'warning',
      code: 'over-budget',
      ...says(
        say`This run needs nothing more, but ${committed(cost)}${alsoAs(names)} is beyond the storyboard's budget of ${amount({ cap: budget })}.`,
        cost.maybeCharged > 0
          ? oneOf([say`Raise \`budget.max-cost\``, sayWhatWasCharged])
          : say`Nothing else can be paid for until \`budget.max-cost\` is raised.`,
      ),
    },
  ];
}

/** How to ask for less than a run of these segments. */
function lessThan(only: Asked['only'], { jobs }: Plan): readonly Sentence[] {
  if (new Set(jobs.filter(({ cost }) => cost > 0).map(({ segment }) => segment)).size < 2) return [];
  if (only === undefined) return [say`make less with \`--only\``];
  return only.length > 1 ? [say`name fewer segments with \`--only\``] : [];
}

/** "Raise it, make less, or rehearse." */
const oneOf = ([first, ...others]: readonly [Sentence, ...Sentence[]]): Sentence =>
  others.reduce(
    (all, one, i) => (i === others.length - 1 ? say`${all}, or ${one}.` : say`${all}, ${one}`),
    others.length === 0 ? say`${first}.` : first,
  );

/** The other names under which the film was made. */
function alsoAs(names: ReadonlySet<string>): Sentence {
  const [, ...known] = names;
  return known.length === 0 ? say`` : say` (also under the name ${listed({ known })})`;
}

interface Limits {
  readonly maxCost?: number | undefined;
  /** What may be spent on the film by all runs together. */
  readonly upTo?: number | undefined;
}

/** The most that may ever be spent on this storyboard, including this run; undefined: no cap. */
export function spendingCap(film: LoadedFilm, plan: Plan, { maxCost, upTo }: Limits): number | undefined {
  const caps = [
    film.storyboard.maxCost,
    maxCost === undefined ? undefined : committedOf(plan.cost) + maxCost,
    upTo,
  ];
  const known = caps.filter((cap) => cap !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}
