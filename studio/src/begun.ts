import type { PgBoss } from 'pg-boss';

/** Starts it and prepares what it is for. One that could not begin is stopped: what it has begun would keep the process from ending. */
export async function begun(boss: PgBoss, prepare?: () => Promise<unknown>): Promise<void> {
  try {
    await boss.start();
    await prepare?.();
  } catch (error) {
    await boss.stop({ graceful: false, close: true }).catch(() => undefined);
    throw error;
  }
}
