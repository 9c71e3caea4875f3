import type { Chance } from './chance.ts';

/** What the server's list is worth. `none`: it has none. `unsaid`: nobody says what it lacks. `complete`: it shows every job in time. */
type ListWorth = 'none' | 'unsaid' | 'complete';

/** How one server, its network and its disk misbehave in one run of the simulation. */
export interface Weather {
  /** Share of exchanges that go wrong. */
  readonly faults: number;
  readonly list: ListWorth;
  /** Seconds after which a job is in the list, at most; of `complete`, it is also what the user has configured. */
  readonly within: number;
  readonly order: 'descending' | 'ascending';
  readonly paging: 'right' | 'after-ignored' | 'more-for-ever' | 'repeating';
  /** Of `unsaid`: it ends too early, and says that it has ended. */
  readonly cut: boolean;
  readonly prompts: 'as-sent' | 'crlf' | 'trimmed' | 'cut' | 'none';
  readonly model: 'as-sent' | 'alias';
  readonly size: 'as-sent' | 'adjusted';
  readonly dates: 'seconds' | 'milliseconds' | 'iso' | 'none';
  /** Milliseconds by which the server's clock is ahead. */
  readonly clock: number;
  /** Whose clock its answers are dated by: a proxy's goes right. */
  readonly dateHeader: 'server' | 'proxy' | 'none';
  readonly ids: 'same' | 'wrapped-in-list';
  /** A replica that lags: it denies a job for so long after its creation, and at times later. Milliseconds. */
  readonly lag: number;
  /** Share of jobs that fail. */
  readonly failures: number;
  readonly failuresCharged: boolean;
  /** Whether the config file says which of the two it is. */
  readonly failuresSaid: boolean;
  /** What a job costs, as a share of what was planned. */
  readonly discount: number;
  /** Whether finished jobs tell what they cost. */
  readonly tellsCost: boolean;
  /** Share of creations refused for their words. */
  readonly moderation: number;
  /** Milliseconds for which finished footage is kept. */
  readonly keeps: number;
  /** Each download of some footage has other bytes. */
  readonly encodesAnew: boolean;
  /** It shows keys in what it says. */
  readonly tellsKeys: boolean;
  /** How long it takes to answer, at most. Milliseconds. */
  readonly answers: number;
  /** How long the disk takes for an fsync, at most; at times it stalls for a minute. Milliseconds; 0: no time at all. */
  readonly syncs: number;
}

export const calm: Weather = {
  faults: 0,
  list: 'complete',
  within: 0,
  order: 'descending',
  paging: 'right',
  cut: false,
  prompts: 'crlf',
  model: 'as-sent',
  size: 'as-sent',
  dates: 'seconds',
  clock: 0,
  dateHeader: 'server',
  ids: 'same',
  lag: 0,
  failures: 0,
  failuresCharged: false,
  failuresSaid: false,
  discount: 1,
  tellsCost: false,
  moderation: 0,
  keeps: Number.POSITIVE_INFINITY,
  encodesAnew: false,
  tellsKeys: false,
  answers: 300,
  syncs: 0,
};

const hour = 3_600_000;

/** A list that is believed, over a network that gives reason to look into it. */
const believable: Partial<Weather> = {
  ...{ list: 'complete', within: 0, cut: false, order: 'descending', paging: 'right', lag: 0 },
  ...{ prompts: 'as-sent', model: 'as-sent', size: 'as-sent', dates: 'seconds', ids: 'same', faults: 0.35 },
};

/** All that an adoption asks for, so that it happens often, and everything else is late: what is told, and what is durable. */
const lateAndOrderly: Partial<Weather> = { ...believable, clock: 0, answers: 45_000, syncs: 3000 };

/** Its dates are an hour old, and what tells the time is in order. */
const datedWrongly: Partial<Weather> = { ...believable, clock: -hour, dateHeader: 'proxy' };

export function weatherOf(chance: Chance): Weather {
  const any = anyWeather(chance);
  const share = chance.next();
  if (share < 0.15) return { ...any, ...lateAndOrderly };
  return share < 0.2 ? { ...any, ...datedWrongly } : any;
}

function anyWeather(chance: Chance): Weather {
  const list = chance.pick(['none', 'unsaid', 'complete'] as const);
  const odd = chance.hits(0.5);
  const oddly = <T>(usual: T, others: readonly T[]): T =>
    odd && chance.hits(0.4) ? chance.pick(others) : usual;
  return {
    faults: chance.pick([0, 0.05, 0.1, 0.2, 0.35]),
    list,
    within: chance.pick([0, 5, 60, 240]),
    order: oddly('descending', ['ascending']),
    paging: oddly('right', ['after-ignored', 'more-for-ever', 'repeating']),
    cut: list === 'unsaid' && chance.hits(0.3),
    prompts: chance.pick(['as-sent', 'crlf', 'crlf', 'trimmed', 'cut', 'none']),
    model: oddly('as-sent', ['alias']),
    size: oddly('as-sent', ['adjusted']),
    dates: oddly('seconds', ['milliseconds', 'iso', 'none']),
    clock: oddly(0, [-hour, -90_000, 90_000, hour]),
    dateHeader: oddly('server', ['proxy', 'none']),
    ids: oddly('same', ['wrapped-in-list']),
    lag: chance.pick([0, 0, 20_000, 240_000]),
    failures: chance.pick([0, 0, 0.1, 0.3]),
    failuresCharged: chance.hits(0.4),
    failuresSaid: chance.hits(0.5),
    discount: chance.pick([1, 1, 0.5]),
    tellsCost: chance.hits(0.4),
    moderation: chance.pick([0, 0, 0.1]),
    keeps: chance.pick([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, hour, 24 * hour]),
    encodesAnew: chance.hits(0.4),
    tellsKeys: chance.hits(0.2),
    answers: chance.pick([300, 300, 300, 45_000]),
    syncs: chance.pick([0, 0, 0, 40, 3000]),
  };
}
