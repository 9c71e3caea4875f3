import { dollars } from '../core/money.ts';
import type { QueuedOrder } from '../project/machine/orders.ts';
import type { StudioAudit } from '../project/machine/studio.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { cell, right, table } from './table.ts';
import { count } from './units.ts';

/** How a studio's ledger stands. */
export function auditText(
  { films, unresolved, budgets, accounts, imbalances }: StudioAudit,
  paint: Paint,
): string {
  const parts = [
    part('Films', 'No film is in the ledger yet.', paint, filmRows(films)),
    part('Budgets', undefined, paint, budgetRows(budgets)),
    part('Accounts', undefined, paint, accountRows(accounts)),
    part('To be looked at', 'Nothing waits for anybody.', paint, unresolvedRows(unresolved)),
    part('Sums that are wrong', undefined, paint, imbalanceRows(imbalances)),
  ];
  return parts.flatMap((one) => one ?? []).join('\n\n');
}

type Rows = Parameters<typeof table>[0];

export function part(title: string, none: string | undefined, paint: Paint, rows: Rows): string | undefined {
  if (rows.length === 0) return none;
  return `${paint('bold', title)}\n${table(rows)}`;
}

const filmRows = (films: StudioAudit['films']): Rows =>
  films.map(({ project, film, committed, made, attempts, inFlight }) => [
    cell(printable(`${project}/${film}`)),
    right(dollars(committed)),
    cell(`${made} made of ${count(attempts, 'submission')}`),
    cell(inFlight > 0 ? `${inFlight} in flight` : ''),
  ]);

const budgetRows = (budgets: StudioAudit['budgets']): Rows =>
  budgets.map(({ name, cap, committed }) => [
    cell(printable(name)),
    right(dollars(committed)),
    cell(cap === null ? 'any amount' : `of ${dollars(cap)}`),
  ]);

export const accountRows = (accounts: StudioAudit['accounts']): Rows =>
  accounts.map(({ place, inFlight, lastMinute, pausedFor }) => [
    cell(printable(place)),
    cell(inFlight > 0 ? `${inFlight} in flight` : ''),
    cell(lastMinute > 0 ? `${count(lastMinute, 'submission')} in the last minute` : ''),
    cell(pausedFor > 0 ? `paused for ${Math.ceil(pausedFor)} s by its provider` : ''),
  ]);

const states = {
  open: 'was never answered',
  lost: 'has lost its footage',
  stray: 'turned up after it was given up',
} as const;

export const unresolvedRows = (unresolved: StudioAudit['unresolved']): Rows =>
  unresolved.map(({ project, film, segment, state, place, remote, since }) => [
    cell(printable(`${project}/${film}`)),
    cell(printable(segment)),
    cell(states[state]),
    cell(printable(remote === null ? place : `${remote} at ${place}`)),
    cell(since),
  ]);

const imbalanceRows = (imbalances: StudioAudit['imbalances']): Rows =>
  imbalances.map(({ name, committed, ofAttempts }) => [
    cell(printable(name)),
    right(dollars(committed)),
    cell(`its submissions are ${dollars(ofAttempts)}`),
  ]);

const orderStates = {
  waiting: 'waiting',
  'being-made': 'being made',
  finished: 'finished',
  unfinished: 'unfinished',
  refused: 'refused',
} as const;

/** The state of an order, and where it is made. */
export const orderText = ({ state, machine }: Pick<QueuedOrder, 'state' | 'machine'>): string =>
  machine === null ? orderStates[state] : `${orderStates[state]} on ${printable(machine)}`;

/** What became of the films that were submitted. */
export function queueText(orders: readonly QueuedOrder[], paint: Paint): string {
  const rows = orders.map(({ project, storyboard, state, machine, why, since }) => [
    cell(printable(`${project}/${storyboard}`)),
    cell(orderText({ state, machine })),
    cell(since),
    cell(why === null ? '' : printable(why)),
  ]);
  return part('Films that were submitted', 'No film was submitted lately.', paint, rows) ?? '';
}
