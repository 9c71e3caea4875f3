import type { LedgerEntry } from '../../core/holdings.ts';
import { roundToMicrodollars } from '../../planner/models/price.ts';
import { isSettled, type ProviderJob } from '../../planner/plan.ts';
import type { CsvCell, CsvTable } from './csv.ts';
import type { SheetInput } from './sheet-input.ts';

/**
 * A row for each attempt and for each job that is still to be made, in film order; then the sums of each segment, scene and
 * model, and of the film.
 */
export function costSheet({ film, plan, attempts }: SheetInput): CsvTable {
  const scenes = new Map(film.segments.map(({ id, scene }) => [id, scene]));
  const order = new Map(film.segments.map(({ id }, i) => [id, i]));
  const nth = new Map<string, number>();
  const tried = attempts.map((entry) => {
    const attempt = (nth.get(entry.request) ?? 0) + 1;
    nth.set(entry.request, attempt);
    return triedLine(entry, scenes.get(entry.segment) ?? '', attempt);
  });
  const toMake = plan.jobs.flatMap((job) =>
    job.kind === 'frame' || (isSettled(job.state) && job.cost === 0)
      ? []
      : [plannedLine(job, scenes.get(job.segment) ?? '')],
  );
  const place = ({ segment }: Line): number => order.get(segment) ?? order.size;
  const lines = [...tried, ...toMake].sort(
    (a, b) => place(a) - place(b) || a.take - b.take || a.link - b.link,
  );
  return {
    columns,
    rows: [
      ...lines.map(lineRow),
      ...totals('segment total', lines, ({ scene, segment }) => ({ scene, segment })),
      ...totals('scene total', lines, ({ scene }) => ({ scene })),
      ...totals('model total', lines, ({ provider, model }) => ({ provider, model })),
      totalRow('film total', {}, lines),
    ],
  };
}

const columns = [
  ...[
    'row',
    'scene',
    'segment',
    'take',
    'link',
    'kind',
    'provider',
    'model',
    'attempt',
    'state',
    'submitted',
  ],
  ...['planned', 'reserved', 'spent', 'charged', 'maybe charged', 'without footage'],
];

type Sum = 'planned' | 'reserved' | 'spent' | 'charged' | 'maybeCharged' | 'lost';
/** In the order of their columns. */
const sums: readonly Sum[] = ['planned', 'reserved', 'spent', 'charged', 'maybeCharged', 'lost'];

/** US dollars; absent: nobody has said what was charged. */
type Figures = Readonly<Partial<Record<Sum, number>>>;

interface Whose {
  readonly scene?: string;
  readonly segment?: string;
  readonly provider?: string;
  readonly model?: string;
}

interface Line extends Required<Whose> {
  readonly take: number;
  readonly link: number;
  readonly kind: string;
  /** Its number among those with the same request; absent: it is still to be made. */
  readonly attempt?: number;
  readonly state: string;
  readonly submitted?: string;
  readonly figures: Figures;
}

function triedLine(entry: LedgerEntry, scene: string, attempt: number): Line {
  const { segment, take, link, kind, provider, model, state, submitted, charged } = entry;
  const { price, reserved, spent, maybeCharged, lost } = entry;
  const counts = state === 'made' || reserved + spent + maybeCharged > 0;
  return {
    ...{ scene, segment, take, link, kind, provider, model, attempt, state, submitted },
    figures: {
      // What cost nothing was tried again, or will be, and is planned there.
      planned: counts ? price : 0,
      ...{ reserved, spent, maybeCharged, lost },
      ...(charged !== null && { charged }),
    },
  };
}

const plannedLine = ({ segment, take, link, kind, request, cost }: ProviderJob, scene: string): Line => ({
  ...{ scene, segment, take, link, kind, provider: request.provider, model: request.model },
  state: 'to make',
  figures: { planned: cost },
});

const lineRow = (line: Line): readonly CsvCell[] => [
  line.attempt === undefined ? 'to make' : 'attempt',
  ...[line.scene, line.segment, line.take, line.link, line.kind, line.provider, line.model],
  ...[line.attempt, line.state, line.submitted],
  ...sums.map((sum) => line.figures[sum]),
];

/** A row of sums for each group of lines, in the order in which the groups begin. */
function totals(row: string, lines: readonly Line[], whose: (line: Line) => Whose): readonly CsvCell[][] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const key = JSON.stringify(whose(line));
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  return [...groups].map(([key, group]) => totalRow(row, JSON.parse(key), group));
}

const totalRow = (
  row: string,
  { scene, segment, provider, model }: Whose,
  lines: readonly Line[],
): CsvCell[] => [
  ...[row, scene, segment, undefined, undefined, undefined, provider, model],
  ...[undefined, undefined, undefined],
  ...sums.map((sum) =>
    roundToMicrodollars(lines.reduce((total, { figures }) => total + (figures[sum] ?? 0), 0)),
  ),
];
