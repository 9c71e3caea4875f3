import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueuedOrder } from 'storycut/studio';
import { type Books, type Films, type Ground, prepareGround } from './ground.ts';
import { type Started, starter } from './processes.ts';
import { countedBefore, holdWeather, type Weather } from './weather.ts';

/** A storm over workers: films are submitted, and whoever lives makes them. */
export interface WorkerStorm extends Films, Weather {
  /** At once: whoever dies is started anew, as systemd does. */
  readonly workers: number;
  /** How many times as fast the workers' time passes. The database's, and so its leases, are as ever. */
  readonly fast: number;
  /** Each job takes so long at the provider. */
  readonly jobSeconds: number;
}

interface Outcome extends Books {
  /** While there was something to make. */
  readonly kills: number;
  readonly stops: number;
  /** How often films had to be submitted again. */
  readonly again: number;
  readonly ends: readonly string[];
  readonly seconds: number;
}

/** For how often a person submits a film again that did not end. */
const TRIES = 8;

export async function holdWorkerStorm(storm: WorkerStorm): Promise<Outcome> {
  const begun = Date.now();
  const ground = await prepareGround(storm, { jobSeconds: storm.jobSeconds });
  const crew = startCrew(ground, storm);
  try {
    for (const film of ground.storyboards) await crew.submit(film);
    const hits = await holdWeather(storm, ground.postgres, crew.live);
    const { again, ends } = await untilEnded(ground, crew);
    const seconds = Math.round((Date.now() - begun) / 1000);
    const books = await ground.books();
    return { ...books, ...countedBefore(books.lastMade, hits), again, ends, seconds };
  } catch (error) {
    throw new Error(`${String(error)}\n${crew.said()}`, { cause: error });
  } finally {
    await crew.leave();
    await ground.remove();
  }
}

interface Crew {
  readonly live: ReadonlySet<ChildProcess>;
  submit(film: string): Promise<void>;
  /** The last order of each film. */
  orders(): Promise<ReadonlyMap<string, QueuedOrder>>;
  said(): string;
  leave(): Promise<void>;
}

function startCrew(ground: Ground, { workers, fast }: Pick<WorkerStorm, 'workers' | 'fast'>): Crew {
  const start = starter(fast);
  const live = new Set<ChildProcess>();
  const all: Started[] = [];
  let isOver = false;
  const machine = (n: number): string => ground.folders[n % ground.folders.length] ?? '';
  const working = Array.from({ length: workers }, async (_, n) => {
    while (!isOver) {
      const started = start(machine(n), 'worker');
      all.push(started);
      live.add(started.child);
      await started.ended;
      live.delete(started.child);
    }
  });
  // Time is a person's own: a command that is hurried takes a busy database for one that is away.
  const typed = starter(1);
  const asked = async (...args: string[]) => {
    const { code, said, out } = await typed(machine(0), ...args).ended;
    if (code !== 0) throw new Error(`${args.join(' ')}: ${said}`);
    return out;
  };
  return {
    live,
    submit: async (film) => void (await asked('submit', film, '--yes')),
    async orders() {
      const { orders }: { orders: readonly QueuedOrder[] } = JSON.parse(
        await asked('studio', 'queue', '--json'),
      );
      return new Map(orders.map((order) => [`${order.project}/${order.storyboard}`, order]));
    },
    said: () => all.map((one, n) => `--- worker ${n}\n${one.said()}`).join('\n'),
    async leave() {
      isOver = true;
      for (const child of live) child.kill('SIGKILL');
      await Promise.all(working);
    },
  };
}

/** Submits what is unfinished again, until each film is made or its budget is used up. */
async function untilEnded({ storyboards }: Ground, crew: Crew): Promise<Pick<Outcome, 'again' | 'ends'>> {
  let again = 0;
  for (;;) {
    const orders = await crew.orders();
    const waits = [...orders.values()].some(({ state }) => state === 'waiting' || state === 'being-made');
    const left = storyboards.filter((film) => !isOver(orders.get(film)));
    if (!waits && left.length === 0)
      return { again, ends: [...orders.values()].map(({ state, why }) => why ?? state) };
    for (const film of left.filter((one) => isDone(orders.get(one)))) {
      again += 1;
      if (again > TRIES * storyboards.length) throw new Error(`${film}: ${orders.get(film)?.why}`);
      await crew.submit(film);
    }
    await sleep(2000);
  }
}

const isDone = (order: QueuedOrder | undefined): boolean =>
  order === undefined || order.state === 'unfinished' || order.state === 'refused';

const isOver = (order: QueuedOrder | undefined): boolean =>
  order?.state === 'finished' || Boolean(order?.why?.includes('exceeds the budget'));
