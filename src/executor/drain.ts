import pLimit from 'p-limit';
import type { Job } from '../planner/plan.ts';
import type { Board } from './board.ts';

/**
 * Does a job; tells how many others may begin because of it. `leave` gives up the job's place before its end:
 * what is left to do has a bound of its own.
 */
export type Turn = (job: Job, leave: () => void) => Promise<number>;

/**
 * Gives every job that becomes ready its turn, at most `concurrency` at a time. A turn is not bound to a job:
 * it takes whichever is the most urgent when the turn comes, so what became ready late can still go first; a
 * turn that finds all lanes full comes again when a job leaves. Rejects as soon as a turn does.
 */
export function drain(board: Board, concurrency: number, turn: Turn): Promise<void> {
  const limit = pLimit(concurrency);
  return new Promise((resolve, reject) => {
    // The start counts as a turn, so that a board with nothing ready is done as well.
    let open = 1;
    let idle = 0;

    const give = (turns: number): void => {
      open += turns;
      for (let n = 0; n < turns; n++) limit(takeTurn).catch(fail);
    };
    const end = (): void => {
      open -= 1;
      if (open === 0) resolve();
    };
    const fail = (error: unknown): void => {
      limit.clearQueue();
      reject(error);
    };
    /** Resolves when the place is free again. */
    const takeTurn = async (): Promise<void> => {
      const job = board.take();
      if (job === undefined) {
        idle += 1;
        return end();
      }
      await new Promise<void>((free) => {
        let here = true;
        const leave = (): void => {
          if (!here) return;
          here = false;
          board.leave(job);
          free();
          if (idle === 0) return;
          idle -= 1;
          give(1);
        };
        turn(job, leave).then((freed) => {
          leave();
          give(freed);
          end();
        }, fail);
      });
    };

    give(board.readyCount);
    end();
  });
}
