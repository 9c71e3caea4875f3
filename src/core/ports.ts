/**
 * What the engine reaches the world through. It is handed these, so that a test can drive time, chance
 * and failure. Files, locks and processes have ports of their own beside what implements them.
 */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`, or at once when `signal` aborts: the caller looks at the signal. */
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
