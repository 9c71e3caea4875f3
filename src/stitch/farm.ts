import type { PieceOrder } from './picture/piece-order.ts';

/** Other machines that encode pieces of a cut. Whatever becomes of them, this machine can make each piece itself. */
export interface Farm {
  /** How many pieces may be there at once. */
  readonly atOnce: number;
  /** Hands a piece over; undefined: it is to be made here. `files`: its inputs on this machine, in order. */
  lend(order: PieceOrder, files: readonly string[]): Promise<LentPiece | undefined>;
}

export interface LentPiece {
  /** What another machine made; undefined: it won't, and it is to be made here. */
  readonly made: Promise<FetchedPiece | undefined>;
  /** Takes it back. True: no machine had begun it, and none will. */
  takeBack(): Promise<boolean>;
  /** Resolves when whoever began it is gone, or much slower than others. */
  readonly overdue: Promise<void>;
  /** It is no longer needed. */
  drop(): Promise<void>;
}

export interface FetchedPiece {
  /** Whether its ffmpeg complained of its inputs. */
  readonly damaged: boolean;
  /** Writes it to this path, with the bytes that the other machine says it wrote. False: it could not. */
  fetchTo(draft: string): Promise<boolean>;
}
