import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { FilmOrder, OrderOutcome } from 'storycut/studio';
import { SCHEMA, SIGN_OF_LIFE } from '../boss.ts';
import { messageOf, refusalOf } from '../database.ts';
import { storable } from '../jsonb.ts';
import { isGivenUp, PASSED_FOR, type Passed, passedBy, readOutput, whyOf } from './passed.ts';

/** Milliseconds between two looks for an order, and two tries to tell how an order ended. */
const BETWEEN_LOOKS = 1000;
const BETWEEN_TRIES = 500;
/** For how long a worker that stops tries to give its orders back. */
const LAST_TRIES = 2000;

type Row = JobWithMetadata<FilmOrder>;

export interface Taking {
  readonly boss: PgBoss;
  /** One for each project. */
  readonly queues: readonly string[];
  readonly atOnce: number;
  readonly signal: AbortSignal;
  /** Undefined: it is left to others as it is. */
  readonly make: (order: FilmOrder, signal: AbortSignal) => Promise<OrderOutcome | undefined>;
}

/**
 * Takes orders of these queues, the first that has one in turn, so many at once, until `signal` aborts and what was taken is given
 * back. Throws what a database says that refuses this user, once what was taken has ended. pg-boss's own workers count each queue for
 * itself, and can't leave out orders that this machine could not make.
 */
export async function takeOrders(taking: Taking): Promise<void> {
  const { queues, atOnce, signal } = taking;
  const making = new Set<Promise<void>>();
  const left = leftOrders();
  let turn = 0;
  try {
    while (!signal.aborted) {
      const row = making.size < atOnce ? await nextOf(taking, turn, left.names()) : undefined;
      if (row === undefined) {
        await Promise.race([sleep(BETWEEN_LOOKS, undefined, { signal }).catch(() => undefined), ...making]);
        continue;
      }
      turn = queues.indexOf(row.name) + 1;
      const made = makeTaken(taking, row)
        .then((outcome) => {
          if (outcome === 'passed' && row.groupId) left.leave(row.groupId);
        })
        .finally(() => making.delete(made));
      making.add(made);
    }
  } finally {
    await Promise.all(making);
  }
}

/** The orders that this machine leaves to others for a while. */
function leftOrders(): { names(): string[]; leave(name: string): void } {
  const until = new Map<string, number>();
  return {
    names() {
      for (const [name, end] of until) if (end < performance.now()) until.delete(name);
      return [...until.keys()];
    },
    leave: (name) => void until.set(name, performance.now() + PASSED_FOR),
  };
}

/** The next order; undefined if there is none, or the database is away. Throws what a database says that refuses this user. */
async function nextOf(
  { boss, queues }: Taking,
  turn: number,
  ignoreGroups: string[],
): Promise<Row | undefined> {
  for (let n = 0; n < queues.length; n++) {
    const name = queues[(turn + n) % queues.length] ?? '';
    const taken = await boss
      .fetch<FilmOrder>(name, { includeMetadata: true, ignoreGroups })
      .catch((error) => {
        if (refusalOf(error)) throw error;
      });
    if (taken === undefined) return undefined;
    if (taken[0] !== undefined) return taken[0];
  }
  return undefined;
}

/** Makes an order for as long as it is this machine's, and tells how it ended. */
async function makeTaken(taking: Taking, row: Row): Promise<'ended' | 'passed'> {
  const { boss, make } = taking;
  const claim = new AbortController();
  const beat = setInterval(async () => {
    // A sign of life that can't be given says nothing about whose the order is.
    const touched = await boss.touch(row.name, row).catch(() => undefined);
    if (touched && 'affected' in touched && touched.affected === 0) claim.abort();
  }, SIGN_OF_LIFE);
  const { passed } = readOutput(row.output);
  try {
    await tellMachine(taking, row, passed).catch(() => undefined);
    const outcome = await outcomeOf(() => make(row.data, claim.signal));
    await untilTold(taking, claim.signal, () => tell(taking, row, outcome, passed));
    return outcome?.kind === 'not-here' ? 'passed' : 'ended';
  } finally {
    clearInterval(beat);
  }
}

async function outcomeOf(make: () => Promise<OrderOutcome | undefined>): Promise<OrderOutcome | undefined> {
  try {
    const outcome = await make();
    return outcome && storable(outcome);
  } catch (error) {
    return storable({ kind: 'not-here', why: messageOf(error) });
  }
}

/** Of several workers on one host, this one. */
const self = `${hostname()} (process ${process.pid})`;

/** pg-boss has no place for who makes an order. The row's output is free until it ends. */
async function tellMachine({ boss }: Taking, row: Row, passed: Passed): Promise<void> {
  await boss
    .getDb()
    .executeSql(
      `update ${SCHEMA}.job set output = $1::jsonb where name = $2 and id = $3 and state = 'active' and retry_count = $4`,
      [JSON.stringify({ machine: self, passed }), row.name, row.id, row.retryCount],
    );
}

async function tell(
  { boss }: Taking,
  row: Row,
  outcome: OrderOutcome | undefined,
  before: Passed,
): Promise<void> {
  if (outcome === undefined) {
    await boss.fail(row.name, row, { passed: before });
  } else if (outcome.kind !== 'not-here') {
    await boss.complete(row.name, row, outcome);
  } else {
    const passed = passedBy(before, hostname(), outcome.why);
    if (isGivenUp(passed)) await boss.complete(row.name, row, { kind: 'refused', why: whyOf(passed) });
    else await boss.fail(row.name, row, { passed });
  }
}

/** A database that is away is waited for, while the order is this machine's. */
async function untilTold(
  { signal }: Taking,
  claim: AbortSignal,
  telling: () => Promise<void>,
): Promise<void> {
  for (let last = 0; ; last += signal.aborted ? BETWEEN_TRIES : 0) {
    try {
      return await telling();
    } catch (error) {
      // One that refuses will not be told: without further signs of life, the order becomes another machine's.
      if (claim.aborted || last > LAST_TRIES || refusalOf(error)) return;
      await sleep(BETWEEN_TRIES);
    }
  }
}
