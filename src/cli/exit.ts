/** The exit codes, a contract of the command line; see `docs/errors.md`. */
export const exit = {
  good: 0,
  /** Finished, but a segment failed or waits for an answer. */
  unfinished: 1,
  /** Usage, storyboard, capabilities, budget. */
  wrongInput: 2,
  /** ffmpeg, key, disk, lock. */
  wrongEnvironment: 3,
  /** The footage is complete, but the film could not be cut. */
  uncut: 4,
  /** A bug in Storycut. */
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const;

export type Exit = (typeof exit)[keyof typeof exit];
