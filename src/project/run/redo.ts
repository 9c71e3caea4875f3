import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Holdings } from '../../core/holdings.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { listed, say, says } from '../../core/sentence.ts';
import type { Plan } from '../../planner/plan.ts';
import { namesIn, type Selectable, selectSegments } from '../../planner/select.ts';

/** One more take of a request class: what `redo` orders, recorded in the journal once it is confirmed. */
export interface Redo {
  readonly requestClass: string;
  readonly take: number;
}

/**
 * Orders one more take of each segment that the names stand for, numbered after the existing ones. A segment of which
 * nothing was begun is made by the run as it is: its first take is not paid for beside a second. In a scene, the user's
 * footage and cards are skipped, and what `only` excludes; a name with nothing left is an error.
 */
export function orderRedos(
  plan: Plan,
  { names, only }: { readonly names: readonly string[]; readonly only?: readonly string[] | undefined },
  among: Selectable,
): Result<readonly Redo[], readonly Diagnostic[]> {
  const selected = selectSegments(names, among);
  if (!selected.ok) return selected;
  const run = only === undefined ? selected : selectSegments(only, among);
  if (!run.ok) return run;
  const wanted = new Set(selected.value.filter((segment) => run.value.includes(segment)));
  const orders = new Map<string, Redo>();
  const begun = takesBegun(plan);
  for (const { segment, requestClass, take } of plan.takes) {
    if (!wanted.has(segment) || !begun.has(requestClass)) continue;
    const next = Math.max(take + 1, orders.get(requestClass)?.take ?? 0);
    orders.set(requestClass, { requestClass, take: next });
  }
  const made = new Set(plan.takes.map(({ segment }) => segment));
  const meant = namesIn(names).map((name) => {
    const segments = selectSegments([name], among);
    return { name, made: segments.ok ? segments.value.filter((segment) => made.has(segment)) : [] };
  });
  const idle = meant.filter((one) => one.made.length === 0).map(({ name }) => nothingToRedo(name));
  const left = meant.filter((one) => one.made.length > 0 && !one.made.some((segment) => wanted.has(segment)));
  const problems = [...idle, ...(left.length > 0 ? [leftOut(left.map(({ name }) => name))] : [])];
  return problems.length > 0 ? err(problems) : ok([...orders.values()]);
}

/** Request classes of which something was requested before. */
function takesBegun({ jobs, takes }: Plan): ReadonlySet<string> {
  const begun = new Set(
    jobs
      .filter(({ kind, state }) => kind !== 'frame' && state !== 'new' && state !== 'changed')
      .map(({ id }) => id),
  );
  return new Set(
    takes.filter((take) => take.jobs.some((id) => begun.has(id))).map(({ requestClass }) => requestClass),
  );
}

const leftOut = (names: readonly string[]): Diagnostic => ({
  severity: 'error',
  code: 'redo-left-out',
  ...says(
    say`--only excludes what redo should regenerate: ${listed({ names })}.`,
    say`Add it to --only, or omit --only: then everything else that is missing is made, too.`,
  ),
});

const nothingToRedo = (name: string): Diagnostic => ({
  severity: 'error',
  code: 'nothing-to-redo',
  ...says(
    say`${{ name }} is your own footage or a card: there is nothing to regenerate.`,
    say`Change the file or the card itself.`,
  ),
});

/** Reports new takes that will not be in the cut, because the storyboard picks another. `plan` includes the orders. */
export const picksThatStay = (plan: Plan, redos: readonly Redo[]): readonly Diagnostic[] =>
  redos.flatMap(({ requestClass, take }) =>
    plan.takes
      .filter((one) => one.requestClass === requestClass && one.picked && one.take !== take)
      .map(({ segment, take: picked }) => ({
        severity: 'note',
        code: 'pick-stays',
        ...says(
          say`The storyboard picks take ${{ pick: picked }} of ${segment}, which stays in the cut.`,
          say`\`storycut pick ${segment} ${{ take }}\` puts the new take in the cut.`,
        ),
        segment,
      })),
  );

/** What the store would hold if the orders were in the journal, so that they can be priced before. */
export const withRedos = (holdings: Holdings, redos: readonly Redo[]): Holdings =>
  redos.length === 0
    ? holdings
    : {
        clip: (fingerprint) => holdings.clip(fingerprint),
        attempt: (fingerprint) => holdings.attempt(fingerprint),
        lastRequest: (segment, take, link) => holdings.lastRequest(segment, take, link),
        took: (provider, model) => holdings.took(provider, model),
        money: holdings.money,
        lostRecords: holdings.lostRecords,
        ledger: () => holdings.ledger(),
        redone: (requestClass) => [
          ...holdings.redone(requestClass),
          ...redos.filter((redo) => redo.requestClass === requestClass).map((redo) => redo.take),
        ],
      };
