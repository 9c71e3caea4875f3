import type { Diagnostic } from '../core/diagnostic.ts';
import type { Holdings } from '../core/holdings.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Plan } from '../planner/plan.ts';
import { unknownSegment } from './unknown-segment.ts';

/** One more take of a request class: what `redo` orders, and the journal keeps once it is agreed to. */
export interface Redo {
  readonly requestClass: string;
  readonly take: number;
}

/** Orders one more take of each named segment, numbered after those it has. */
export function orderRedos(
  plan: Plan,
  segments: readonly string[],
): Result<readonly Redo[], readonly Diagnostic[]> {
  const orders = new Map<string, Redo>();
  const problems: Diagnostic[] = [];
  for (const segment of segments) {
    const takes = plan.takes.filter((take) => take.segment === segment);
    const [first] = takes;
    if (first === undefined) {
      problems.push(nothingToRedo(plan, segment));
      continue;
    }
    const { requestClass } = first;
    orders.set(requestClass, { requestClass, take: Math.max(...takes.map(({ take }) => take)) + 1 });
  }
  return problems.length > 0 ? err(problems) : ok([...orders.values()]);
}

function nothingToRedo(plan: Plan, segment: string): Diagnostic {
  const known = plan.timeline.entries.map((entry) => entry.segment);
  if (!known.includes(segment)) return unknownSegment(segment, known);
  return {
    severity: 'error',
    code: 'nothing-to-redo',
    message: `${segment} is own footage or a card: there is nothing to make again.`,
    segment,
  };
}

/** Says where a new take will not be seen, since the storyboard picks another. `plan` knows of the orders. */
export const picksThatStay = (plan: Plan, redos: readonly Redo[]): readonly Diagnostic[] =>
  redos.flatMap(({ requestClass, take }) =>
    plan.takes
      .filter((one) => one.requestClass === requestClass && one.picked && one.take !== take)
      .map(({ segment, take: picked }) => ({
        severity: 'note',
        code: 'pick-stays',
        message: `The storyboard picks take ${picked} of ${segment}: that stays in the cut.`,
        help: `\`storycut pick ${segment} ${take}\` puts the new take in.`,
        segment,
      })),
  );

/** What the store would hold if the orders stood in the journal: lets them be priced before they do. */
export const withRedos = (holdings: Holdings, redos: readonly Redo[]): Holdings =>
  redos.length === 0
    ? holdings
    : {
        clip: (fingerprint) => holdings.clip(fingerprint),
        attempt: (fingerprint) => holdings.attempt(fingerprint),
        lastRequest: (segment, take, link) => holdings.lastRequest(segment, take, link),
        spent: holdings.spent,
        redone: (requestClass) => [
          ...holdings.redone(requestClass),
          ...redos.filter((redo) => redo.requestClass === requestClass).map((redo) => redo.take),
        ],
      };
