import { type ConstructorOptions, PgBoss } from 'pg-boss';
import { addressOf } from './address.ts';

/** The schema of pg-boss in the ledger's database. */
export const SCHEMA = 'storycut_orders';
/** A machine is taken for dead after so many seconds without a sign of life; pg-boss allows no less. */
export const DEAD_AFTER = 10;
/** Milliseconds between two signs of life. */
export const SIGN_OF_LIFE = 3000;
/** How often pg-boss looks for dead machines, in seconds. Its own 60 start anew with each process. */
export const LOOK = 5;

/**
 * A pg-boss that has begun, and has prepared what it is for. One that could not is stopped: what it has begun would keep the process
 * from ending.
 */
export async function openBoss(
  url: string,
  options: ConstructorOptions,
  prepare?: (boss: PgBoss) => Promise<unknown>,
): Promise<PgBoss> {
  const boss = new PgBoss({
    ...{ connectionString: addressOf(url), schema: SCHEMA },
    ...{ superviseIntervalSeconds: LOOK, monitorIntervalSeconds: LOOK },
    ...options,
  });
  // It tries again by itself.
  boss.on('error', () => undefined);
  boss.on('warning', () => undefined);
  try {
    await boss.start();
    await prepare?.(boss);
    return boss;
  } catch (error) {
    await boss.stop({ graceful: false, close: true }).catch(() => undefined);
    throw error;
  }
}
