import pLimit from 'p-limit';
import type { Job } from '../planner/plan.ts';
import type { Board } from './board.ts';
import type { JobPlace } from './run.ts';

/** Does a job; resolves with how many others may start because of it. */
export type Turn = (job: Job, place: JobPlace) => Promise<number>;

/**
 * Gives every job that becomes ready its turn, at most `concurrency` at a time. A turn is not tied to a job: it takes
 * the most urgent one when it comes, so a job that became ready late can still go first; a turn that finds all lanes
 * full comes again when a job leaves. Rejects as soon as a turn does.
 */
export function drain(board: Board, concurrency: number, turn: Turn): Promise<void> {
  const limit = pLimit(concurrency);
  return new Promise((resolve, reject) => {
    // The start counts as a turn, so that a board with nothing ready finishes, too.
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
        turn(job, { leave, stepAside: free }).then((freed) => {
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
