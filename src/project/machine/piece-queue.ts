/** Pieces of cuts that a studio's machines encode for each other. It decides who encodes a piece; nothing in it is believed unchecked. */
export interface PieceQueue {
  /** Whether another process takes from it. */
  hasTakers(): Promise<boolean>;
  /** Throws if the database is away. */
  offer(work: PieceWork): Promise<OfferedPiece>;
  /**
   * Takes what others offered, so many at once, until it is closed. A handler that throws leaves its piece to others, and so does
   * a machine that dies; `signal` says that nobody needs it any more.
   */
  take(atOnce: number, make: (work: unknown, signal: AbortSignal) => Promise<PieceEnd>): void;
  /** What is offered and not made is withdrawn, and what was taken is left to others. */
  close(): Promise<void>;
}

/** A piece to encode, and where its inputs are. */
export interface PieceWork {
  /** The hash of everything that its bytes depend on. */
  readonly name: string;
  readonly order: unknown;
  /** In the order's order. By SHA-256: a clip of the studio, or a file on its exchange. */
  readonly inputs: readonly PieceInput[];
}

export interface PieceInput {
  readonly from: 'clips' | 'exchange';
  readonly sha256: string;
}

export interface OfferedPiece {
  /** Undefined: it is not known to have been made, and won't be. */
  readonly ended: Promise<PieceEnd | undefined>;
  /** True: nobody had begun it, and nobody will. */
  takeBack(): Promise<boolean>;
  /** Resolves when whoever began it is gone, or takes much longer than others. */
  readonly overdue: Promise<void>;
  /** It is no longer needed. */
  drop(): Promise<void>;
}

export type PieceEnd =
  /** It is on the studio's exchange. `damaged`: ffmpeg complained of its inputs. */
  | { readonly kind: 'made'; readonly sha256: string; readonly damaged: boolean }
  /** Whoever offered it has to make it. */
  | { readonly kind: 'left'; readonly why: string };
