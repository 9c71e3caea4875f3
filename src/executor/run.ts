import { setMaxListeners } from 'node:events';
import type { Asset } from '../core/footage.ts';
import type { Plan, ProviderJob } from '../planner/plan.ts';
import type { Provider } from '../providers/provider.ts';
import type { Intent } from '../store/record.ts';
import type { Engine, RunSettings } from './engine.ts';
import type { Pacers } from './lanes.ts';
import { TimesByKind } from './poll-pace.ts';
import { Pool } from './pool.ts';
import { Vigil } from './vigil.ts';

/** How long a submission in progress may continue after the run was told to stop: its answer is worth the wait. */
const PATIENCE = 3500;

/** Clips that are downloaded at once, and as many that are decoded. */
const DOWNLOADS = 6;
/** Slow downloads that continue beside those: they cost little more than a connection each. */
const SLOW_DOWNLOADS = 12;

/** What the jobs of one run share. */
export interface Run {
  readonly engine: Engine;
  readonly settings: RunSettings;
  /** Milliseconds since 1970. */
  readonly begun: number;
  /** Aborts when the run has to end: nothing more is submitted, polled or downloaded. */
  readonly signal: AbortSignal;
  /** Aborts a few seconds after `signal`. */
  readonly patience: AbortSignal;
  /** Stops submissions, to this provider or to all, `because` of a job; what is in flight continues. */
  halt(because: string, provider?: string): void;
  /** The job because of which nothing is submitted to this provider. */
  haltedBy(provider: string): string | undefined;
  readonly pacers: Pacers;
  /** How long jobs take, learnt from those of this run. */
  readonly times: TimesByKind;
  /** Providers whose hints came true when a job ended last. */
  readonly hinted: Set<string>;
  readonly vigil: Vigil;
  /** Ids of jobs whose lost footage is paid for again: at most once per run. */
  readonly paidAgain: Set<string>;
  /** Ids of footage that its provider no longer continues: it is sent as a file. */
  readonly goneSources: Set<string>;
  /** Downloads what expires first, first, and never lets slow ones keep others waiting. */
  readonly downloads: Pool;
  /** Decodes and keeps what is downloaded: the next download need not wait for that. */
  readonly keeping: Pool;
  /** Intents whose submission is in progress. */
  readonly submitting: Set<Intent>;
  /** The attempts that this run sent. */
  readonly sent: Set<string>;
  /** The user's files that jobs send, by their SHA-256. */
  readonly userFiles: ReadonlyMap<string, Asset>;
  /** Those found unchanged, by path, with their stamp. */
  readonly unchanged: Map<string, string>;
}

/** What the life of one provider job needs. */
export interface Making extends JobPlace {
  readonly job: ProviderJob;
  readonly provider: Provider;
  readonly run: Run;
}

/** A running job's place among those that run at once. */
export interface JobPlace {
  /** Frees it, unless it is kept for what waits for this job: the rest of the job has its own limit. */
  readonly leave: () => void;
  /** Frees it for others in any case, though not in its lane: the job is still in progress. */
  readonly stepAside: () => void;
}

export interface StartedRun extends Run {
  /** Calls once when the run has to end; immediately if it already has to. */
  onStop(call: () => void): void;
  /** Ends the run from within. */
  stop(): void;
  /** The run is over: releases the caller's signal and the clock. */
  end(): void;
}

export function startRun(
  plan: Plan,
  engine: Engine,
  pacers: Pacers,
  settings: RunSettings,
  outer: AbortSignal,
): StartedRun {
  const stopping = new AbortController();
  const patience = new AbortController();
  const ended = new AbortController();
  // Every job in flight listens; that is not a leak.
  for (const { signal } of [stopping, patience, ended]) setMaxListeners(0, signal);

  const stop = (): void => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    void engine.clock.sleep(PATIENCE, ended.signal).then(() => patience.abort());
  };
  // After a failed fsync nothing may be submitted, whatever became durable before, and no answer can be kept.
  const breakOff = (): void => {
    stop();
    patience.abort();
  };
  const outside = [
    { signal: outer, end: stop },
    ...(engine.store.failed ? [{ signal: engine.store.failed, end: breakOff }] : []),
  ];
  for (const { signal, end } of outside) {
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  }

  let haltedAll: string | undefined;
  const halted = new Map<string, string>();

  return {
    engine,
    settings,
    begun: engine.clock.now(),
    signal: stopping.signal,
    patience: patience.signal,
    halt(because, provider) {
      if (provider === undefined) haltedAll ??= because;
      else halted.set(provider, because);
    },
    haltedBy: (provider) => haltedAll ?? halted.get(provider),
    pacers,
    times: new TimesByKind(),
    hinted: new Set(),
    vigil: new Vigil(engine.clock),
    paidAgain: new Set(),
    goneSources: new Set(),
    downloads: new Pool(DOWNLOADS, SLOW_DOWNLOADS),
    keeping: new Pool(DOWNLOADS, 0),
    submitting: new Set(),
    sent: new Set(),
    userFiles: new Map(plan.files.map((file) => [file.sha256, file])),
    unchanged: new Map(),
    onStop(call) {
      if (stopping.signal.aborted) call();
      else stopping.signal.addEventListener('abort', call, { once: true });
    },
    stop,
    end() {
      for (const { signal, end } of outside) signal.removeEventListener('abort', end);
      ended.abort();
    },
  };
}

/** Whichever comes first: the promise's value, or `undefined` when the signal aborts, since a callee may ignore it. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => resolve(undefined);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
