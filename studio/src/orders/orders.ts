import type { JobWithMetadata } from 'pg-boss';
import type { FilmOrder, OrderEnd, Orders, QueuedOrder } from 'storycut/studio';
import { DEAD_AFTER, openBoss } from '../boss.ts';
import { readOutput, whyOf } from './passed.ts';
import { takeOrders } from './taking.ts';

/** How long orders that have been left may take to be given back, in milliseconds. */
const STOP_WITHIN = 2000;
/** The longest that making a film may take, in seconds. */
const LONGEST = 23 * 3600;
/** What has ended is listed for so many seconds. */
const KEPT = 14 * 86_400;

const queue = {
  policy: 'exclusive',
  heartbeatSeconds: DEAD_AFTER,
  // A film is tried again for as long as machines die on it.
  retryLimit: 1000,
  retryDelay: 1,
  expireInSeconds: LONGEST,
  deleteAfterSeconds: KEPT,
  notify: true,
} as const;

/** Projects have queues of their own: a machine takes what it has. */
const queueOf = (project: string): string => `film-${project.split('/')[0]}`;
const keyOf = ({ project, storyboard }: Pick<FilmOrder, 'project' | 'storyboard'>): string =>
  `${project}/${storyboard}`;

/** A studio's orders, in the ledger's database: pg-boss says who makes which film. */
export async function openOrders(url: string): Promise<{ orders: Orders; close: () => Promise<void> }> {
  const boss = await openBoss(url, { useListenNotify: true });
  const made = new Set<string>();
  const ready = async (project: string): Promise<string> => {
    const name = queueOf(project);
    if (!made.has(name)) await boss.createQueue(name, queue);
    made.add(name);
    return name;
  };
  const jobsOf = async (project: string): Promise<JobWithMetadata<FilmOrder>[]> =>
    boss.findJobs<FilmOrder>(await ready(project), { limit: 100_000 });
  const orders: Orders = {
    async submit(order, priority) {
      const name = await ready(order.project);
      const key = keyOf(order);
      return (await boss.send(name, order, { singletonKey: key, group: { id: key }, priority })) !== null;
    },
    async work(projects, { atOnce, signal }, make) {
      const queues = await Promise.all(projects.map(ready));
      await takeOrders({ boss, queues, atOnce, signal, make });
    },
    async withdraw(project, storyboard) {
      const wanted = (await jobsOf(project)).filter(
        ({ data, state }) => isOpen(state) && keyOf(data) === keyOf({ project, storyboard }),
      );
      for (const { id } of wanted) await boss.cancel(queueOf(project), id);
      return wanted.length > 0;
    },
    async list(projects) {
      const jobs = await Promise.all(projects.map(jobsOf));
      return jobs
        .flat()
        .map(queued)
        .sort((a, b) => (a.since < b.since ? -1 : 1));
    },
  };
  return { orders, close: () => boss.stop({ graceful: true, timeout: STOP_WITHIN, close: true }) };
}

const isOpen = (state: JobWithMetadata['state']): boolean =>
  state === 'created' || state === 'retry' || state === 'active';

function queued({ data, state, output, ...times }: JobWithMetadata<FilmOrder>): QueuedOrder {
  const { project, storyboard } = data;
  const at = times.completedOn ?? (state === 'active' ? times.startedOn : times.createdOn);
  return { project, storyboard, ...endOf(state, output), since: new Date(at).toISOString() };
}

function endOf(
  state: JobWithMetadata['state'],
  output: object | null,
): Pick<QueuedOrder, 'state' | 'why' | 'machine'> {
  const machine = null;
  switch (state) {
    case 'created':
    case 'retry':
      return { state: 'waiting', why: whyOf(readOutput(output).passed), machine };
    case 'active':
      return { state: 'being-made', why: null, machine: readOutput(output).machine ?? null };
    case 'cancelled':
      return { state: 'refused', why: 'It was withdrawn.', machine };
    case 'failed':
      return { state: 'unfinished', why: 'Each machine that took it died.', machine };
    case 'completed': {
      const end = output as OrderEnd | null;
      return end === null || end.kind === 'finished'
        ? { state: 'finished', why: null, machine }
        : { state: end.kind, why: end.why, machine };
    }
    default:
      return state satisfies never;
  }
}
