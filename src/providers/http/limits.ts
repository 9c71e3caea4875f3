/** Limits of one exchange: a slow, silent or hostile server must not block a run. */
export interface Limits {
  /** Milliseconds for a whole exchange, from connecting to the last byte of the response. */
  readonly exchange: number;
  /** Milliseconds without a byte after which a download is abandoned. */
  readonly stall: number;
  /** Bytes of a response that is not footage, or that holds some in base64. */
  readonly answer: number;
  /** Bytes of footage: 120 s at 70 Mbit/s. */
  readonly footage: number;
}

export const usualLimits: Limits = {
  exchange: 90_000,
  stall: 15_000,
  answer: 32 * 2 ** 20,
  footage: 2 ** 30,
};
