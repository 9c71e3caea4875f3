import { err, ok, type Result } from '../../core/result.ts';
import { brokenFailure, refusalFailure, type Teller } from '../http/failures.ts';
import { objectOf, textOf } from '../http/json.ts';
import { refusedHere } from '../http/own-failures.ts';
import type { Exchange } from '../http/response.ts';
import { dataUrl, mayUploadTo, type Upload } from '../http/upload.ts';
import type { Failure } from '../provider.ts';

/** A larger file is uploaded. fal takes data URLs, and tells of no limit. */
const mostInline = 256 * 1024;
/** A larger one would have to be sent in parts, as fal's own client does. */
const mostAtOnce = 90 * 2 ** 20;

/** What brings a file to fal; nothing of it is charged. */
export interface FalCourier {
  announce(body: object): Promise<Exchange>;
  /** To the place that fal names, which is another host. */
  put(url: string, upload: Upload): Promise<Exchange>;
}

/** A URL by which fal can read a file: the file itself if it is small, else that of an upload. */
export async function urlOf(
  upload: Upload,
  courier: FalCourier,
  teller: Teller,
): Promise<Result<string, Failure>> {
  const { name, type, bytes } = upload;
  if (bytes.length <= mostInline) return ok(dataUrl(upload));
  if (bytes.length > mostAtOnce) return err(refusedHere(teller.provider, `${name} is larger than 90 MiB.`));
  const place = await courier.announce({ content_type: type, file_name: name });
  if (place.kind !== 'answered') return err(failureOf(place, teller));
  const { upload_url: given, file_url: file } = objectOf(place.body);
  const [url, uri] = [textOf(given), textOf(file)];
  if (url === undefined || uri === undefined || !mayUploadTo(url, teller.baseUrl))
    return err(noPlace(place, teller));
  const sent = await courier.put(url, upload);
  // Storage answers in its own words, or with none.
  return sent.kind === 'answered' || (sent.kind === 'garbled' && sent.status !== undefined)
    ? ok(uri)
    : err(failureOf(sent, teller));
}

const noPlace = (answer: Exchange & { kind: 'answered' }, teller: Teller): Failure =>
  brokenFailure(teller, { ...answer, kind: 'garbled', why: 'it names no place for an upload' });

const failureOf = (exchange: Exclude<Exchange, { kind: 'answered' }>, teller: Teller): Failure =>
  exchange.kind === 'refused' ? refusalFailure(teller, exchange) : brokenFailure(teller, exchange);
