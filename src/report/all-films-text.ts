import { dollars } from '../core/money.ts';
import type { AllFilms, FilmAtAGlance } from '../project/film/all-films.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { accountRows, orderText, part, unresolvedRows } from './studio-text.ts';
import { cell, right, table } from './table.ts';

/** All films at a glance: a line each, and what somebody has to look at. */
export function allFilmsText({ films, accounts, unresolved }: AllFilms, paint: Paint): string {
  const parts = [
    films.length === 0 ? 'There is no film yet.' : table(films.map(filmRow)),
    part('Accounts', undefined, paint, accountRows(accounts)),
    part('To be looked at', undefined, paint, unresolvedRows(unresolved)),
  ];
  return parts.flatMap((one) => one ?? []).join('\n\n');
}

const filmRow = ({ film, committed, attempts, made, inFlight, order }: FilmAtAGlance) => [
  cell(printable(film)),
  right(dollars(committed)),
  cell(attempts === 0 ? 'nothing submitted' : `${made} made`),
  cell(inFlight > 0 ? `${inFlight} in flight` : ''),
  cell(order === null ? '' : `${orderText(order)} since ${order.since}`),
  cell(order?.why ? printable(order.why) : ''),
];
