/**
 * The engine's access to the world. It is passed in, so that a test can control time, chance and failure. Files, locks
 * and processes have ports of their own, next to their implementations.
 */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since some moment, by a clock that nobody can set; it may stand still while the machine sleeps. */
  steady(): number;
  /** Resolves after `ms`, or at once when `signal` aborts: the caller checks the signal. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Environment variables, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** A fresh name of 16 hexadecimal digits. */
  id(): string;
}
