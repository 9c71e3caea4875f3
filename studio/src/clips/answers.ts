import type { Answered } from './exchange.ts';
import { BucketUnusable } from './trouble.ts';
import { element } from './xml.ts';

/** What an answer that is no success means. */
export interface Refusal {
  readonly error: BucketUnusable;
  /** Whether the same may succeed a little later. */
  readonly isPassing: boolean;
  /** Milliseconds for which the server asks. */
  readonly wait?: number;
}

/** A moment that a server takes for another than this machine does. */
export const isSkewed = ({ text }: Answered): boolean => element(text, 'Code') === 'RequestTimeTooSkewed';

const lasting = (error: BucketUnusable): Refusal => ({ error, isPassing: false });

/** An S3 server writes a code into its text; anything else is of somebody in between. */
export function refusalOf(answer: Answered): Refusal {
  const { status, headers, text } = answer;
  const code = element(text, 'Code');
  const region = element(text, 'Region') ?? one(headers['x-amz-bucket-region']);
  const said = wordsOf(answer, code);
  if (isElsewhere(status, code, region)) {
    const where = region ?? element(text, 'Endpoint') ?? one(headers.location) ?? 'another place';
    return lasting(
      new BucketUnusable('elsewhere', `the bucket is at ${where}, as the server says (${said})`),
    );
  }
  if (code === 'NoSuchBucket') return lasting(new BucketUnusable('no-bucket', said));
  if (
    status === 408 ||
    status === 429 ||
    (status >= 500 && status !== 501) ||
    code === 'RequestTimeout' ||
    code === 'SlowDown'
  )
    return { error: new BucketUnusable('away', said), isPassing: true, ...waitOf(headers['retry-after']) };
  if (status === 401 || status === 403) return lasting(new BucketUnusable('refused', said));
  return lasting(new BucketUnusable(code === undefined ? 'strange' : 'refused', said));
}

/** A request that is signed for a region is told the right one. */
const isElsewhere = (status: number, code: string | undefined, region: string | undefined): boolean =>
  (status >= 300 && status < 400) ||
  code === 'PermanentRedirect' ||
  code === 'TemporaryRedirect' ||
  ((code === 'AuthorizationHeaderMalformed' || code === 'IllegalLocationConstraintException') &&
    region !== undefined);

function wordsOf({ status, text }: Answered, code: string | undefined): string {
  const message = element(text, 'Message');
  if (code === undefined) return `the server answered ${status}`;
  return message ? `${code}: ${message.slice(0, 300)}` : `${code} (${status})`;
}

const one = (header: string | readonly string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : header?.[0];

/** At most half a minute: a server that asks for more is away. */
function waitOf(header: string | undefined): Pick<Refusal, 'wait'> {
  const seconds = Number(header);
  return header === undefined || !Number.isFinite(seconds) ? {} : { wait: Math.min(30, seconds) * 1000 };
}
