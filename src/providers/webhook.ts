import type { Clock } from '../core/ports.ts';
import type { Result } from '../core/result.ts';

/** A call of somebody who says that he is a provider. */
export interface WebhookCall {
  /** Their names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As it came: signatures are of its bytes. */
  readonly body: Buffer;
}

/** The provider's id of the job that a call is about. The error says, as a sentence, why the call is not believed. */
export type ReadCall = (call: WebhookCall, checking: WebhookChecking) => Promise<Result<string, string>>;

/** How a provider's calls about jobs that have ended are read. */
export interface WebhookReader {
  /** The environment variable of the secret that it signs with. Absent: it signs with a key whose other half is public. */
  readonly secret?: string;
  readonly read: ReadCall;
}

export interface WebhookChecking {
  /** The value of `secret`. */
  readonly secret: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** What reads calls is loaded with the first of them. */
export function whenCalled(load: () => Promise<ReadCall>): ReadCall {
  let read: Promise<ReadCall> | undefined;
  return async (call, checking) => {
    read ??= load();
    return (await read)(call, checking);
  };
}
