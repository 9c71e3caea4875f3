/** Whoever hears from providers that jobs may have ended. That is a reason to ask about a job now, and never an answer. */
export interface Hints {
  /** From now on, what is heard of this job is kept. `remote`: as its adapter names it. */
  watch(remote: string): JobNews;
}

export interface JobNews {
  /** Resolves as soon as something was heard since the last time, true, or when `signal` aborts, false. */
  heard(signal: AbortSignal): Promise<boolean>;
  close(): void;
}

/** What hints name a job by: an adapter may put where it is before its id. */
export const hintKey = (remote: string): string => remote.slice(remote.lastIndexOf('/') + 1);
