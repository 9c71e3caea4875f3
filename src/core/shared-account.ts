/**
 * What the projects of one account on this machine tell each other, as a port. Absent where there is no such account, as
 * for footage that is made here.
 */
export interface SharedAccount {
  /** The same for the same server and key, and short, so that it reveals neither. Undefined: not known. */
  readonly id?: string;
  /**
   * What other projects have at this account. Undefined if that can't be known for this attempt of ours: then a job that
   * looks like its own may be another's.
   */
  others(attempt: string): Promise<Others | undefined>;
  /**
   * Milliseconds since 1970 at which the next submission may be sent: for one model at least `apart` after the last that
   * any project sent; for any model with `apart` 0, as soon as no pause is asked for.
   */
  turn(model: string, apart: number): Promise<number>;
  /**
   * Why other projects don't know of an attempt whose intent is durable here, though theirs may be where it could not be written:
   * one of them would take its job for its own, so it must not be submitted. Undefined: they know, or can't be there.
   */
  untold(attempt: string): string | undefined;
  /** The provider asked to wait until then. */
  pause(until: number): void;
}

/** Attempts of other projects that are open, or have a job. */
export type Others = readonly Another[];

export interface Another {
  /** The hash of its prompt, as `wordsOf` makes it. */
  readonly words: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Its job; absent while it is open. */
  readonly remote?: string;
}
