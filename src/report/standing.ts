import { unreachable } from '../core/result.ts';
import type { Cost, Job, JobState, Outstanding } from '../planner/plan.ts';
import type { Style } from './paint.ts';
import { money } from './units.ts';

type Standing = Pick<Job, 'state' | 'outstanding'>;

/** The state of a job, in a word or two. JSON has one state for what may have been accepted and what is gone. */
export function stateText({ state, outstanding }: Standing): string {
  if (outstanding === undefined) return state;
  switch (outstanding.kind) {
    case 'in-flight':
      return outstanding.overdue === undefined ? 'in flight' : 'overdue';
    case 'missing':
      return 'clip missing';
    case 'unanswered':
      return 'maybe accepted';
    case 'lost':
      return 'footage lost';
    default:
      return unreachable(outstanding.kind);
  }
}

/** What to say about a job in addition to its state: its reason often repeats the state. */
export function reasonBeside(standing: Standing, reason: string): string {
  const said = saidByState(standing);
  return said !== undefined && reason.startsWith(`${said}: `) ? reason.slice(said.length + 2) : reason;
}

function saidByState({ state, outstanding }: Standing): string | undefined {
  if (outstanding === undefined) return state === 'failed' ? 'failed last time' : undefined;
  switch (outstanding.kind) {
    case 'unanswered':
      return 'submitted, and maybe accepted';
    case 'lost':
      return 'paid for, but its footage is lost';
    case 'in-flight':
    case 'missing':
      return undefined;
    default:
      return unreachable(outstanding.kind);
  }
}

/** How much of a job's price is spent or reserved without any footage; empty if nothing is. */
export function outstandingText({ outstanding }: Pick<Job, 'outstanding'>): string {
  if (outstanding === undefined || outstanding.price === 0) return '';
  return `${money(outstanding.price)} ${isSpent(outstanding) ? 'spent' : 'reserved'}`;
}

/** What was spent, and planned where that is something else. */
export const spentText = ({ spent, planned }: Pick<Cost, 'spent' | 'planned'>): string =>
  `${money(spent, 'nothing')}${planned === spent ? '' : ` (planned ${money(planned, 'nothing')})`}`;

const isSpent = ({ kind }: Outstanding): boolean => kind === 'lost' || kind === 'missing';

export function stateStyle(state: JobState): Style {
  switch (state) {
    case 'cached':
      return 'green';
    case 'new':
    case 'changed':
      return 'cyan';
    case 'in-flight':
      return 'yellow';
    case 'failed':
    case 'unknown':
      return 'red';
    default:
      return unreachable(state);
  }
}
