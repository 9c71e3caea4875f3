/** What one exchange may take at most: a server that is slow, silent or hostile must not hold a run. */
export interface Limits {
  /** Milliseconds for a whole exchange, from connecting to the last byte of its answer. */
  readonly exchange: number;
  /** Milliseconds without a byte after which a download is given up. */
  readonly stall: number;
  /** Bytes of an answer that is not footage. */
  readonly answer: number;
  /** Bytes of footage: 120 s at 70 Mbit/s. */
  readonly footage: number;
}

export const usualLimits: Limits = {
  exchange: 90_000,
  stall: 15_000,
  answer: 4 * 2 ** 20,
  footage: 2 ** 30,
};
