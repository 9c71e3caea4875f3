import pLimit from 'p-limit';
import type { Job } from '../planner/plan.ts';
import type { Board } from './board.ts';

/**
 * Gives every job that becomes ready its turn, at most `concurrency` at a time. A turn is not bound to a job:
 * it takes whichever is the most urgent when the turn comes, so what became ready late can still go first.
 * Rejects as soon as a turn does; `turn` tells how many jobs it made ready.
 */
export function drain(board: Board, concurrency: number, turn: (job: Job) => Promise<number>): Promise<void> {
  const limit = pLimit(concurrency);
  const takeTurn = async (): Promise<number> => {
    const job = board.take();
    return job ? await turn(job) : 0;
  };
  return new Promise((resolve, reject) => {
    // The start counts as a turn, so that a board with nothing ready is done as well.
    let open = 1;
    const give = (turns: number): void => {
      open += turns;
      for (let n = 0; n < turns; n++) limit(takeTurn).then(endTurn, fail);
    };
    const endTurn = (freed: number): void => {
      give(freed);
      open -= 1;
      if (open === 0) resolve();
    };
    const fail = (error: unknown): void => {
      limit.clearQueue();
      reject(error);
    };
    endTurn(board.readyCount);
  });
}
