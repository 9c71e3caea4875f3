import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { hearHints } from '../src/hints.ts';
import { openOrders } from '../src/orders/orders.ts';
import { openPieces } from '../src/pieces/queue.ts';
import { isLateNode } from './rig/late-node.ts';
import { realClock } from './rig/new-ledger.ts';
import { startPostgres } from './rig/postgres.ts';

async function postgres() {
  const server = await startPostgres();
  onTestFinished(() => server.remove());
  return server;
}

test('whoever listens for hints stops at once, even where the server says nothing', async () => {
  const reached = new Set<Socket>();
  const server = createServer((socket) => void reached.add(socket)).listen(0, '127.0.0.1');
  onTestFinished(() => {
    for (const socket of reached) socket.destroy();
    server.close();
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `postgres://storycut@127.0.0.1:${port}/ledger`;
  const hints = hearHints({ url, clock: realClock, keyOf: (remote) => remote });
  hints.watch('a job');
  await once(server, 'connection');
  await hints.close();
});

test.skipIf(!isLateNode).each([
  ['the character 0', 'It said \u0000.', 'It said \ufffd.'],
  ['half a character', 'It said \ud83d', 'It said \ufffd'],
])('an order ends whatever a provider said: %s', async (_, why, kept) => {
  const { orders, close } = await openOrders((await postgres()).url());
  const order = { project: 'ferry', storyboard: 'sea.storyboard.yaml', sha256: '', upTo: 1 };
  await orders.submit({ ...order, overrides: { vars: {} } }, 0);
  const stopping = new AbortController();
  const end = { kind: 'unfinished', why } as const;
  const working = orders.work(['ferry'], { atOnce: 1, signal: stopping.signal }, async () => end);
  const state = async () => (await orders.list(['ferry']))[0];
  while (['waiting', 'being-made'].includes((await state())?.state ?? '')) await realClock.sleep(100);
  expect(await state()).toMatchObject({ state: 'unfinished', why: kept });
  stopping.abort();
  await working;
  await close();
});

test.skipIf(!isLateNode)('a queue that can’t be opened leaves no connection behind', async () => {
  const server = await postgres();
  await openOrders(server.url()).then(({ close }) => close());
  const client = new pg.Client(server.url());
  await client.connect();
  const all = 'all tables in schema storycut_orders';
  await client.query(`create role weak login; grant usage on schema storycut_orders to weak;
    grant all on ${all} to weak; revoke insert on storycut_orders.queue from weak`);
  const weak = server.url().replace('storycut@', 'weak@');
  await expect(openPieces(weak, 'a mark', 'offers')).rejects.toThrow('permission denied');
  await expect(openOrders(weak)).rejects.toThrow('permission denied');
  const left = `select pid from pg_stat_activity where usename = 'weak'`;
  // The server notices a little later.
  while ((await client.query(left)).rows.length > 0) await realClock.sleep(100);
  await client.end();
});

test.skipIf(!isLateNode)(
  'an order that can’t be told how it ended, as rights were withdrawn, ends the work',
  async () => {
    const server = await postgres();
    const first = await openOrders(server.url());
    const client = new pg.Client(server.url());
    await client.connect();
    const order = { project: 'ferry', storyboard: 'sea.storyboard.yaml', sha256: '', upTo: 1 };
    await first.orders.submit({ ...order, overrides: { vars: {} } }, 0);
    const all = 'all tables in schema storycut_orders';
    await client.query(
      `create role weak login; grant usage on schema storycut_orders to weak; grant all on ${all} to weak`,
    );
    const { orders, close } = await openOrders(server.url().replace('storycut@', 'weak@'));
    const working = orders.work(['ferry'], { atOnce: 1, signal: AbortSignal.timeout(600_000) }, async () => {
      await client.query(`revoke all on ${all} from weak`);
      return { kind: 'finished' };
    });
    await expect(working).rejects.toThrow('permission denied');
    await close();
    // Without a sign of life, it goes to another.
    const stopping = new AbortController();
    await first.orders.work(['ferry'], { atOnce: 1, signal: stopping.signal }, async () => {
      stopping.abort();
      return { kind: 'finished' };
    });
    expect(await first.orders.list(['ferry'])).toMatchObject([{ state: 'finished' }]);
    await first.close();
    await client.end();
  },
);
