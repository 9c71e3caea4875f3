import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { Submission } from '../provider.ts';

/** It was not sent. */
export class TooLateToSend extends Error {
  readonly code = 'STORYCUT_TOO_LATE';

  constructor() {
    super('this process stood still, and it was too late to send anything');
  }
}

type MaySend = NonNullable<Submission['maySend']>;

const asking = new AsyncLocalStorage<MaySend>();
const fences = new WeakMap<object, MaySend>();
let isWatching = false;

/**
 * Submits, and looks at the clock a last time between the connection and the first byte: a process may stand still while one is
 * opened, which takes longer than anything else after its intent.
 */
export function withinFence<T>(maySend: MaySend | undefined, submit: () => T): T {
  watch();
  return maySend ? asking.run(maySend, submit) : submit();
}

/** What the submission in progress asks before its first byte. */
export const maySendNow = (): MaySend | undefined => asking.getStore();

/** The client of `fetch`, which a kind of another maker may use, tells of a request when it is made, and again right before it is written. */
function watch(): void {
  if (isWatching) return;
  isWatching = true;
  subscribe('undici:request:create', (told) => {
    const maySend = asking.getStore();
    if (maySend && isTold(told)) fences.set(told.request, maySend);
  });
  subscribe('undici:client:sendHeaders', (told) => {
    if (!isTold(told) || fences.get(told.request)?.() !== false) return;
    told.socket?.destroy(new TooLateToSend());
  });
}

interface Told {
  readonly request: object;
  readonly socket?: { destroy(error: Error): void };
}

const isTold = (told: unknown): told is Told =>
  typeof told === 'object' && told !== null && 'request' in told && typeof told.request === 'object';
