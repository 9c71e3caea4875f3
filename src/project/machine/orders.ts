/** A film that somebody handed to a studio, to be made by any of its machines at a price that was agreed to. */
export interface FilmOrder {
  /** In the studio, with the folder within. */
  readonly project: string;
  /** The storyboard's file in that folder. */
  readonly storyboard: string;
  /** SHA-256 of the storyboard: what is made is what was seen. */
  readonly sha256: string;
  readonly overrides: {
    readonly vars: Readonly<Record<string, string>>;
    readonly provider?: string;
    readonly model?: string;
  };
  readonly draft?: true;
  /** US dollars that may have been spent on the film at most, or reserved: what it had cost and what was agreed to, for however many runs it takes. */
  readonly upTo: number;
}

/** How it ended on a machine. `why`: in one line. */
export type OrderEnd =
  | { readonly kind: 'finished' }
  /** A segment failed, or waits for an answer. */
  | { readonly kind: 'unfinished'; readonly why: string }
  /** Nothing was done. */
  | { readonly kind: 'refused'; readonly why: string };

/** What a machine made of an order. `not-here`: this machine lacks something, and another may have it. */
export type OrderOutcome = OrderEnd | { readonly kind: 'not-here'; readonly why: string };

export interface QueuedOrder {
  readonly project: string;
  readonly storyboard: string;
  readonly state: 'waiting' | 'being-made' | OrderEnd['kind'];
  /** Of what waits: what machines that could not make it have said. */
  readonly why: string | null;
  /** Whoever is making it. */
  readonly machine: string | null;
  /** ISO 8601: when it came to this state. */
  readonly since: string;
}

/**
 * What is to be made by a studio's machines. It decides who makes a film; who may spend is decided by the ledger. Methods throw what
 * the database says, one that is away or that refuses this user.
 */
export interface Orders {
  /** False: the film is waiting or being made already. Higher priorities go first. */
  submit(order: FilmOrder, priority: number): Promise<boolean>;
  /**
   * Takes orders of these projects, so many at once, until `how.signal` aborts and all that were taken have ended or are given back. One
   * of which nothing comes (undefined) is left to others, and so is one that can't be made here, until a machine has found so many
   * times. `signal` says that somebody else has it meanwhile, as when this machine was taken for dead.
   */
  work(
    projects: readonly string[],
    how: { readonly atOnce: number; readonly signal: AbortSignal },
    make: (order: FilmOrder, signal: AbortSignal) => Promise<OrderOutcome | undefined>,
  ): Promise<void>;
  /** Whether there was anything to withdraw. A machine that is making it submits nothing more. */
  withdraw(project: string, storyboard: string): Promise<boolean>;
  /** Of these projects, the latest last. */
  list(projects: readonly string[]): Promise<readonly QueuedOrder[]>;
}
