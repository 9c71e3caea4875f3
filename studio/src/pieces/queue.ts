import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { OfferedPiece, PieceEnd, PieceQueue, PieceWork } from 'storycut/studio';
import { DEAD_AFTER, LOOK, openBoss, SIGN_OF_LIFE } from '../boss.ts';
import { storable } from '../jsonb.ts';
import { type Watch, watching } from './watch.ts';

/** Milliseconds between two looks at what is offered or made, and at what is offered where there has been nothing for some time. */
const [POLL, RARELY, SOME_TIME] = [400, 2000, 10_000];
/** Seconds: the longest that a piece may take, and for which one is kept whose film is gone. */
const [LONGEST, KEPT] = [1000, 3600];
const LEAVE_WITHIN = 2000;

const queue = {
  policy: 'standard',
  heartbeatSeconds: DEAD_AFTER,
  // Left again and again, it is made by whoever offered it.
  retryLimit: 5,
  retryDelay: 0,
  expireInSeconds: LONGEST,
  retentionSeconds: KEPT,
  deleteAfterSeconds: KEPT,
} as const;

/** Nobody takes what is put off until then; in seconds. */
const NEVER = 30 * 86_400;
/** No machine takes what it offered itself. */
const self = `${hostname().slice(0, 60)}-${process.pid}`;

/** The pieces that machines with this mark make for each other, in the ledger's database. */
export async function openPieces(url: string, mark: string, role: 'offers' | 'takes'): Promise<PieceQueue> {
  const name = `render-${mark.slice(0, 32)}`;
  const boss = await openBoss(
    url,
    {
      instanceName: role === 'takes' ? name : 'cut',
      instanceHeartbeatSeconds: LOOK,
      max: 4,
    },
    (one) => one.createQueue(name, queue),
  );
  const cut = randomUUID();
  const watch = watching(POLL, async () => boss.findJobs<PieceWork>(name, { key: cut, limit: 1000 }));
  const closing = new AbortController();
  let taking: Promise<void> | undefined;
  return {
    async hasTakers() {
      const instances = await boss.getInstances({ limit: 10_000 });
      return instances.some(
        ({ live, name: its, host, pid }) =>
          live && its === name && !(host === hostname() && pid === process.pid),
      );
    },
    async offer(work) {
      const id = await boss.send(name, work, { singletonKey: cut, group: { id: self } });
      if (id === null) throw new Error('pg-boss took no piece.');
      return offered(boss, name, watch.add(id));
    },
    take(atOnce, make) {
      taking = takeUntil(closing.signal, boss, name, { atOnce, make });
    },
    async close() {
      closing.abort();
      await taking;
      const open = watch.end();
      if (open.length > 0) await boss.deleteJob(name, [...open]).catch(() => undefined);
      await boss.stop({ graceful: true, timeout: LEAVE_WITHIN, close: true });
    },
  };
}

function offered(boss: PgBoss, name: string, { id, ended, overdue, want, forget }: Watch): OfferedPiece {
  const remove = async (): Promise<void> => {
    forget();
    await boss.deleteJob(name, id).catch(() => undefined);
  };
  return {
    ended: ended.then(async (end) => {
      if (end !== undefined) await remove();
      return end;
    }),
    overdue,
    drop: remove,
    async takeBack() {
      want();
      // Of what waits and what is made, it changes only what waits.
      const { updated } = await boss.update(name, undefined, { id, startAfter: NEVER });
      if (updated === 1) await remove();
      return updated === 1;
    },
  };
}

type Make = Parameters<PieceQueue['take']>[1];

async function takeUntil(
  closing: AbortSignal,
  boss: PgBoss,
  name: string,
  { atOnce, make }: { readonly atOnce: number; readonly make: Make },
): Promise<void> {
  const making = new Set<Promise<void>>();
  let last = performance.now();
  while (!closing.aborted) {
    const jobs = await boss
      .fetch<unknown>(name, { batchSize: atOnce - making.size, includeMetadata: true, ignoreGroups: [self] })
      .catch(() => []);
    for (const job of jobs) {
      const made = makeOne(boss, job, make, closing).finally(() => making.delete(made));
      making.add(made);
    }
    if (jobs.length > 0) last = performance.now();
    if (making.size === atOnce) await Promise.race(making);
    else if (jobs.length === 0) await pause(performance.now() - last > SOME_TIME ? RARELY : POLL, closing);
  }
  await Promise.all(making);
}

/** Makes one, and says meanwhile that this machine is alive. */
async function makeOne(
  boss: PgBoss,
  { name, id, retryCount, data }: JobWithMetadata<unknown>,
  make: Make,
  closing: AbortSignal,
): Promise<void> {
  const dropped = new AbortController();
  const attempt = { id, retryCount };
  const beat = setInterval(() => {
    boss.touch(name, attempt).then(
      (answer) => isNone(answer) && dropped.abort(),
      () => undefined,
    );
  }, SIGN_OF_LIFE);
  try {
    const end: PieceEnd = await make(data, AbortSignal.any([closing, dropped.signal]));
    await boss.complete(name, attempt, storable(end));
  } catch (error) {
    const why = { message: error instanceof Error ? error.message : String(error) };
    await boss.fail(name, attempt, why).catch(() => undefined);
  } finally {
    clearInterval(beat);
  }
}

/** What pg-boss answers has this member, which its types leave out. */
const isNone = (answer: object): boolean => 'affected' in answer && answer.affected === 0;

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener('abort', wake);
  });
