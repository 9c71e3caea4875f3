/**
 * What workers bear: films that are submitted with `storycut submit`, made by `storycut worker` as processes, with a provider
 * that counts what was paid. `npm run bench:workers`, with Node 24 or later; after a build.
 *
 *     node studio/bench/workers.ts                       one account of 375 submissions a minute: 720 jobs, 1 and 4 workers
 *     node studio/bench/workers.ts JOBS FILMS WORKERS    jobs that take 2 s, without a limit
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueuedOrder } from 'storycut/studio';
import { prepareGround } from '../test/storm/ground.ts';
import { starter } from '../test/storm/processes.ts';

const RATE = 375;
const JOB_SECONDS = 2;
/** Jobs of each film in flight at once. */
const CONCURRENCY = 40;

interface Load {
  readonly jobs: number;
  readonly films: number;
  readonly workers: number;
  readonly rate?: number | undefined;
}

const start = starter(1);

async function bear({ jobs, films, workers, rate }: Load): Promise<void> {
  const ground = await prepareGround(
    { films, shots: jobs / films, common: 0, faults: '' },
    { jobSeconds: JOB_SECONDS, ...(rate !== undefined && { requestsPerMinute: rate }) },
  );
  const machine = (n: number): string => ground.folders[n % ground.folders.length] ?? '';
  const asked = async (...args: string[]): Promise<string> => {
    const { code, said, out } = await start(machine(0), ...args).ended;
    if (code !== 0) throw new Error(`${args.join(' ')}: ${said}`);
    return out;
  };
  try {
    for (const film of ground.storyboards) await asked('submit', film, '--yes');
    const flags = ['--films', `${Math.ceil(films / workers)}`, '--concurrency', `${CONCURRENCY}`];
    const crew = Array.from({ length: workers }, (_, n) => start(machine(n), 'worker', ...flags));
    while (ground.served.ledger.paid.length < jobs) await sleep(500);
    const waiting = async (): Promise<boolean> => {
      const { orders }: { orders: readonly QueuedOrder[] } = JSON.parse(
        await asked('studio', 'queue', '--json'),
      );
      return orders.some(({ state }) => state !== 'finished');
    };
    while (await waiting()) await sleep(2000);
    for (const { child } of crew) child.kill('SIGKILL');
    const books = await ground.books();
    tell({ jobs, films, workers, rate }, ground.served.ledger.requests, books);
  } finally {
    await ground.remove();
  }
}

type Requests = Awaited<ReturnType<typeof prepareGround>>['served']['ledger']['requests'];

function tell(
  { jobs, films, workers, rate }: Load,
  requests: Requests,
  { paid, twice, lost, lastMade }: { paid: number; twice: number; lost: number; lastMade: number },
): void {
  const posts = requests.filter(({ operation }) => operation === 'create');
  const first = Math.min(...posts.map(({ at }) => at));
  const accepted = posts.filter(({ status }) => status === 200).map(({ at }) => at);
  const sent = (Math.max(...accepted) - first) / 1000;
  const seconds = (lastMade - first) / 1000;
  const limited = posts.filter(({ status }) => status === 429).length;
  const least = rate === undefined ? undefined : ((jobs - 1) * 60) / rate;
  const row = {
    ...{ jobs, films, workers, seconds: seconds.toFixed(1), perSecond: (jobs / seconds).toFixed(1) },
    ...(least !== undefined && { least, ratio: (sent / least).toFixed(3), limited }),
    ...{ requestsPerJob: (requests.length / jobs).toFixed(1), paid, twice, lost },
  };
  console.log(JSON.stringify(row));
}

const [jobs, films, workers] = process.argv.slice(2).map(Number);
if (jobs !== undefined && films !== undefined && workers !== undefined) {
  await bear({ jobs, films, workers });
} else {
  for (const crew of [1, 4]) await bear({ jobs: 720, films: 8, workers: crew, rate: RATE });
}
