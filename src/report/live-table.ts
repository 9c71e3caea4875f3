import { basename } from 'node:path';
import { unreachable } from '../core/result.ts';
import type { Standing } from '../project/events/standing.ts';
import { bar, fitted, shownColumns } from './fitted.ts';
import {
  type LiveRow,
  type LiveState,
  liveRow,
  shareMade,
  type TakeToMake,
  takesAsOfNow,
  timesAsPlanned,
} from './live-rows.ts';
import type { Paint, Style } from './paint.ts';
import { printable } from './printable.ts';
import { type Cell, cell, right, table } from './table.ts';
import { count, money, timeLeft, waiting as wait } from './units.ts';

/** The size of a terminal whose cursor may be moved. */
export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

export interface Moment {
  readonly size: ScreenSize;
  readonly paint: Paint;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * A run in progress, as the last lines of a terminal: a row for each take at work, the next ones, how many more there
 * are, and below them the film. No line is as wide as the terminal, and there are never more than fit.
 */
export function liveTable(
  standing: Standing,
  takes: readonly TakeToMake[],
  moment: Moment,
): readonly string[] {
  const { size, paint } = moment;
  const film = filmLine(standing, takes, moment);
  if (film === undefined) return [];
  if (standing.cutting || standing.coming || standing.making === undefined) return ['', film];
  const { atWork, waiting } = takesAsOfNow(takes, standing);
  const room = Math.max(0, Math.min(most, size.rows - 6));
  const shown = atWork.length <= room ? atWork : atWork.slice(0, Math.max(0, room - 1));
  const next = waiting.slice(0, Math.max(0, Math.min(mostNext, room - shown.length - 1)));
  const rest = restText(atWork.length - shown.length, waiting.length - next.length);
  const pace = { now: moment.now, times: timesAsPlanned(takes, standing, moment.now) };
  const rows = [...shown, ...next].map((take) => liveRow(take, standing, pace));
  const severalTakes = takes.some(({ take }) => take !== undefined);
  const lines = rows.length === 0 ? [] : narrowed(rows, { severalTakes, moment });
  return [
    '',
    ...[...lines, ...(rest === '' || room === 0 ? [] : [paint('dim', `  … and ${rest}`)])].map((line) =>
      fitted(line, size.columns - 1),
    ),
    film,
  ];
}

interface Shape {
  readonly severalTakes: boolean;
  readonly moment: Moment;
}

/** Columns by their places from the last, in the order in which there may be no room for them: the price, and the bar or the state. */
const dispensable = [1, 4];

/** The rows with as many of their columns as there is room for. */
function narrowed(rows: readonly LiveRow[], shape: Shape): readonly string[] {
  const room = shape.moment.size.columns - 1;
  const cells = rows.map((row) => cellsOf(row, shape));
  const without = (n: number) =>
    cells.map((row) => row.filter((_, at) => !dispensable.slice(0, n).includes(row.length - at)));
  const tables = [0, 1, 2].map((n) => table(without(n)).split('\n'));
  return tables.find((lines) => lines.every((line) => shownColumns(line) <= room)) ?? tables.at(-1) ?? [];
}

/** Rows of takes, as many as anybody watches at once. */
const most = 16;
const mostNext = 3;

const restText = (working: number, waiting: number): string =>
  [
    ...(working > 0 ? [`${working} more at work`] : []),
    ...(waiting > 0 ? [`${waiting} ${working > 0 ? '' : 'more '}waiting`] : []),
  ].join(', ');

function cellsOf(
  { segment, take, state, share, secondsLeft, cost }: LiveRow,
  { severalTakes, moment: { paint, size } }: Shape,
): readonly Cell[] {
  const idle = state.kind === 'waiting' && share === 0;
  const style = styleOf(state);
  return [
    cell(fitted(printable(segment), Math.max(8, Math.floor(size.columns / 4)))),
    ...(severalTakes ? [cell(take === undefined ? '' : `take ${take}`)] : []),
    cell(stateText(state), (text) => paint(style, text)),
    ...(barWidth(size) > 0
      ? [cell(idle ? '' : bar(share, barWidth(size)), (text: string) => paint(style, text))]
      : []),
    right(idle ? '' : percent(share)),
    { ...right(secondsLeft === undefined ? '' : leftText(secondsLeft)), paint: (text) => paint('dim', text) },
    right(cost > 0 ? money(cost) : ''),
  ];
}

const barWidth = ({ columns }: ScreenSize): number => (columns >= 100 ? 20 : columns >= 76 ? 12 : 0);

function styleOf({ kind }: LiveState): Style {
  if (kind === 'waiting') return 'dim';
  return kind === 'repeating' || kind === 'overdue' ? 'yellow' : 'cyan';
}

function stateText(state: LiveState): string {
  switch (state.kind) {
    case 'waiting':
    case 'overdue':
      return state.kind;
    case 'frame':
      return 'taking a frame';
    case 'generate':
    case 'extend':
    case 'edit':
      return `${doing[state.kind]}${state.links > 1 ? `, ${state.link} of ${state.links}` : ''}${(state.attempt ?? 1) > 1 ? `, attempt ${state.attempt}` : ''}`;
    case 'repeating':
      return repeating[state.what];
    default:
      return unreachable(state);
  }
}

const doing = { generate: 'generating', extend: 'extending', edit: 'editing' };
const repeating = {
  attempt: 'will try again',
  poll: 'no status yet',
  download: 'will download again',
  search: 'being looked for',
};

/** The film: how much of it is made or cut, how long that takes, and what it cost so far: as much as fits. */
function filmLine(standing: Standing, takes: readonly TakeToMake[], moment: Moment): string | undefined {
  const { making, coming, cutting, over, cost } = standing;
  const left = leftAt(standing, moment.now);
  if (coming)
    return lineOf('Bringing clips', coming.come / coming.of, {
      ...{ rest: [`${coming.come} of ${coming.of}`], moment },
    });
  if (cutting) {
    const named = cutting.file === '' ? 'Cutting' : `Cutting ${printable(basename(cutting.file))}`;
    return lineOf(named, cutting.share, { rest: left ? [left] : [], moment });
  }
  if (making === undefined || making.jobs === 0) return undefined;
  const failed = [...over.values()].filter(({ kind }) => kind === 'failed').length;
  const rest = [
    ...(left ? [left] : []),
    ...(making.cost > 0 ? [`${money(cost, '$0.00')} of ${money(making.cost)}`] : []),
    `${over.size} of ${count(making.jobs, 'job')}${failed > 0 ? `, ${failed} failed` : ''}`,
  ];
  return lineOf('Film', shareMade(takes, standing), { rest, moment });
}

function lineOf(
  name: string,
  share: number,
  { rest, moment: { size, paint } }: { readonly rest: readonly string[]; readonly moment: Moment },
): string {
  const room = size.columns - 1;
  const width = barWidth(size);
  let line = `${paint('bold', name)} ${width > 0 ? `${paint('green', bar(share, width))} ` : ''}${percent(share)}`;
  for (const part of rest) {
    const longer = `${line}${paint('dim', ` · ${part}`)}`;
    if (shownColumns(longer) > room) break;
    line = longer;
  }
  return fitted(line, room);
}

/** The time left counts down until it is told again. */
const leftAt = ({ left }: Standing, now: number): string | undefined =>
  left && timeLeft(left.seconds - (now - Date.parse(left.at)) / 1000);

/** Shorter than the film's: there are many of them. */
const leftText = (seconds: number): string => `${wait(Math.max(1, Math.ceil(seconds)))} left`;

const percent = (share: number): string => `${Math.floor(share * 100)} %`;
