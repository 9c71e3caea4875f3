import { AwsV4Signer } from 'aws4fetch';
import type { ClipsBucket, Clock } from 'storycut/studio';
import { messageOf } from '../database.ts';
import { isSkewed, type Refusal, refusalOf } from './answers.ts';
import { bucketAddress } from './bucket-address.ts';
import { bucketKeys } from './bucket-keys.ts';
import { type Answered, exchange, type Sent } from './exchange.ts';
import { BucketUnusable } from './trouble.ts';

/** What is asked of a bucket. */
interface BucketAsk {
  readonly method: 'GET' | 'HEAD' | 'PUT';
  /** `''`: the bucket itself. */
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** SHA-256 of the body; absent if there is none. */
  readonly sha256?: string;
  /** What a try sends and receives: each begins anew. */
  readonly trying?: () => Promise<Pick<Sent, 'body' | 'hear' | 'save'>>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks until there is an answer, or patience runs out. Each request is safe to repeat. Throws a `BucketUnusable`, or what this
 * machine's disk says.
 */
export type BucketLine = (ask: BucketAsk, expected?: readonly number[]) => Promise<Answered>;

interface LineOptions {
  readonly clock: Clock;
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds for which a server that is away is waited for. */
  readonly patience: number;
}

/** SHA-256 of nothing. */
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
/** Milliseconds: before the second try, and at most. */
const [FIRST_WAIT, MOST_WAIT] = [200, 5000];

export function bucketLine(place: ClipsBucket, { clock, env, patience }: LineOptions): BucketLine {
  const address = bucketAddress(place, env);
  const cache = new Map<string, ArrayBuffer>();
  /** Milliseconds by which the server's clock is ahead, as it was when it last refused this machine's. */
  let ahead = 0;
  /** Nobody waits again for a server that was waited for in vain, until it answers. */
  let isGivenUp = false;

  const once = async (ask: BucketAsk): Promise<Answered> => {
    const { method, key, query, headers, sha256 = EMPTY, trying, signal } = ask;
    const signed = await new AwsV4Signer({
      ...{ method, cache, region: address.region, service: 's3', url: address.url(key, query).href },
      ...bucketKeys(env),
      headers: { ...headers, 'x-amz-content-sha256': sha256 },
      datetime: new Date(Date.now() + ahead).toISOString().replace(/[:-]|\.\d{3}/g, ''),
    }).sign();
    return exchange({
      ...{ method, signal, url: address.url(key, query) },
      headers: { ...headers, ...Object.fromEntries(signed.headers), 'accept-encoding': 'identity' },
      ...(await trying?.()),
    });
  };

  return async (ask, expected = []) => {
    const begun = clock.steady();
    let isSet = false;
    for (let tries = 0; ; tries++) {
      const found = await once(ask).catch((error: unknown) => broken(error, ask.signal));
      if (
        'status' in found &&
        ((found.status >= 200 && found.status < 300) || expected.includes(found.status))
      ) {
        isGivenUp = false;
        return found;
      }
      const skew = 'status' in found && !isSet ? skewOf(found) : 0;
      const refusal = 'status' in found ? refusalOf(found) : found;
      if (skew !== 0) {
        ahead = skew;
        isSet = true;
        continue;
      }
      if (!refusal.isPassing) throw refusal.error;
      if (isGivenUp || clock.steady() - begun > patience) {
        isGivenUp = true;
        throw refusal.error;
      }
      const wait = Math.min(MOST_WAIT, FIRST_WAIT * 2 ** tries) * (0.5 + Math.random());
      await clock.sleep(Math.max(wait, refusal.wait ?? 0), ask.signal);
    }
  };
}

/** What the network says, which may be better later. Throws what this machine's disk says. */
function broken(error: unknown, signal: AbortSignal | undefined): Refusal {
  if (error instanceof BucketUnusable) return { error, isPassing: false };
  if (signal?.aborted) return { error: new BucketUnusable('away', 'it was stopped'), isPassing: false };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isOfDisk = /^(?:ENOSPC|EDQUOT|EACCES|EROFS|EEXIST|ENOENT|EIO|ENOTDIR|EISDIR|EMFILE)$/.test(code);
  if (isOfDisk) throw error;
  return { error: new BucketUnusable('away', messageOf(error), { cause: error }), isPassing: true };
}

function skewOf(answer: Answered): number {
  const theirs = Date.parse(answer.headers.date ?? '');
  return isSkewed(answer) && Number.isFinite(theirs) ? theirs - Date.now() : 0;
}
