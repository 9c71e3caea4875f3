/**
 * What the ledger bears: jobs a second (a job is three records: intent, accepted, made), how long a reservation takes, and bytes
 * a job, with clients whose jobs are of one film, or each of its own. `npm run bench:studio`, with
 * Node 24 or later.
 */
import { performance } from 'node:perf_hooks';
import { createLedger } from '../src/create.ts';
import { openDatabase } from '../src/database.ts';
import { Ledger } from '../src/ledger.ts';
import { realClock } from '../test/rig/new-ledger.ts';
import { startPostgres } from '../test/rig/postgres.ts';

const SECONDS = 8;
const place = 'https://a.test/';

async function bear(clients: number, projects: number): Promise<void> {
  const postgres = await startPostgres(['max_connections=200']);
  const database = openDatabase({
    url: postgres.url(),
    clock: realClock,
    patience: 10_000,
    connections: clients,
  });
  try {
    await createLedger(database);
    const ledger = new Ledger(database);
    const waits: number[] = [];
    let jobs = 0;
    const until = performance.now() + SECONDS * 1000;
    await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        const project = `project-${client % projects}`;
        for (let n = 0; performance.now() < until; n++) {
          const attempt = `${client}-${n}`;
          const intent = {
            ...{
              type: 'intent',
              attempt,
              kind: 'generate',
              storyboard: 'film',
              segment: 'a',
              take: 1,
              link: 1,
            },
            ...{ fingerprint: attempt.padEnd(64, 'x'), price: 0.4, address: place },
            request: {
              kind: 'generate',
              provider: 'house',
              model: 'sora-2',
              prompt: 'A gull on a pole in the wind. '.repeat(10),
            },
          } as never;
          const begun = performance.now();
          const reserved = await ledger.reserve({
            ...{
              intent,
              project,
              names: ['film'],
              cap: null,
              price: 400_000,
              place,
              words: attempt,
              last: 0,
            },
          });
          waits.push(performance.now() - begun);
          if (reserved.kind !== 'reserved') throw new Error(reserved.kind);
          const accepted = await ledger.note({
            ...{ body: { type: 'accepted', attempt, remote: `r${attempt}` }, last: reserved.seq },
            ...{ state: 'accepted', committed: 400_000, remote: `r${attempt}` },
          });
          if (accepted.kind !== 'noted') throw new Error(accepted.kind);
          await ledger.note({
            body: {
              type: 'made',
              attempt,
              clip: attempt.padEnd(64, 'y'),
              extension: 'mp4',
              bytes: 1,
              cost: 0.4,
            },
            ...{ last: accepted.seq, state: 'made', committed: 400_000, remote: `r${attempt}` },
          });
          jobs += 1;
        }
      }),
    );
    const [size] = await database.ask<{ bytes: string }>(
      `select sum(pg_total_relation_size(c.oid)) as bytes from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'storycut' and c.relkind = 'r'`,
      [],
    );
    const [wrong] = await database.ask<{ n: string }>('select count(*) as n from storycut.imbalance', []);
    if (wrong?.n !== '0') throw new Error('a sum is wrong');
    const sorted = waits.toSorted((a, b) => a - b);
    const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
    const row = [
      clients,
      projects,
      (jobs / SECONDS).toFixed(0),
      at(0.5),
      at(0.99),
      Math.round(Number(size?.bytes) / jobs),
    ];
    console.log(row.map((one) => String(one).padStart(12)).join(''));
  } finally {
    await database.close();
    await postgres.remove();
  }
}

console.log(
  ['clients', 'projects', 'jobs/s', 'p50 ms', 'p99 ms', 'bytes/job'].map((one) => one.padStart(12)).join(''),
);
for (const [clients, projects] of [
  [1, 1],
  [8, 1],
  [32, 1],
  [32, 32],
] as const)
  await bear(clients, projects);
