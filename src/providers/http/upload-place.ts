import { err, ok, type Result } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import type { Failure } from '../provider.ts';
import { answerText, brokenFailure, exchangeFailure, type Teller } from './failures.ts';
import { objectOf, textOf } from './json.ts';
import type { Exchange } from './response.ts';
import { hasProblem } from './server-problem.ts';
import { mayUploadTo } from './upload.ts';
import { isWebPage } from './web-page.ts';

/** Where a file is sent, and by which URI the service reads it then. */
export interface UploadPlace {
  readonly url: string;
  readonly uri: string;
  /** All that was answered. */
  readonly answer: Readonly<Record<string, unknown>>;
}

/** The place that a service names for an upload, under these keys. */
export function uploadPlace(
  exchange: Exchange,
  keys: { readonly url: string; readonly uri: string },
  teller: Teller,
): Result<UploadPlace, Failure> {
  if (exchange.kind !== 'answered') return err(exchangeFailure(teller, exchange));
  const answer = objectOf(exchange.body);
  const [url, uri] = [textOf(answer[keys.url]), textOf(answer[keys.uri])];
  if (url !== undefined && uri !== undefined && mayUploadTo(url, teller.baseUrl))
    return ok({ url, uri, answer });
  const why = 'it names no place for an upload';
  return err(brokenFailure(teller, { ...exchange, kind: 'garbled', why }));
}

/** The URI of what was sent there. Storage answers in its own words, or with none; some of them say that it kept nothing. */
export function uploaded(
  sent: Exchange,
  { uri }: UploadPlace,
  { provider }: Teller,
): Result<string, Failure> {
  const hasArrived = sent.kind === 'answered' || (sent.kind === 'garbled' && sent.status !== undefined);
  if (hasArrived && !hasProblem(sent.body) && !refuses(sent.body)) return ok(uri);
  const isUnanswered = sent.kind === 'unsent' || sent.kind === 'lost';
  const cause = isUnanswered ? sent.why : `it answered ${answerText(sent)}`;
  // Whatever its status is: storage knows nothing of the account.
  return err({
    reason: 'network',
    ...says(
      say`A file could not be uploaded to where ${{ provider }} wants it: ${{ cause: cause.replace(/\.$/, '') }}.`,
      say`Nothing was ordered, and nothing is paid for. Run the same command again later.`,
    ),
    again: true,
  });
}

/** As S3 and those that speak like it: `<Error><Code>…`. */
const refuses = (body: unknown): boolean =>
  isWebPage(body) || /^\s*(<\?xml[^>]*>\s*)?<error\b/i.test(String(body));
