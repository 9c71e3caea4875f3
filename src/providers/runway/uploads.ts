import { err, ok, type Result } from '../../core/result.ts';
import { brokenFailure, refusalFailure, type Teller } from '../http/failures.ts';
import { objectOf, textOf } from '../http/json.ts';
import type { Exchange } from '../http/response.ts';
import { dataUrl, mayUploadTo, type Upload } from '../http/upload.ts';
import type { Failure } from '../provider.ts';

/** A data URL may have 5 MiB, and base64 needs four letters for three bytes. */
const mostInline = Math.floor((5 * 2 ** 20 * 3) / 4) - 1024;

/** What brings a file to Runway; nothing of it is charged. */
export interface Courier {
  post(path: string, body: object): Promise<Exchange>;
  /** To the place that Runway names, which is another host. */
  postForm(url: string, form: FormData): Promise<Exchange>;
}

/** A URI by which Runway can read a file: the file itself if it is small, else that of an upload. */
export async function uriOf(
  upload: Upload,
  courier: Courier,
  teller: Teller,
): Promise<Result<string, Failure>> {
  const { name, type, bytes } = upload;
  if (bytes.length <= mostInline) return ok(dataUrl(upload));
  const place = await courier.post('/uploads', { filename: name, type: 'ephemeral' });
  if (place.kind !== 'answered') return err(failureOf(place, teller));
  const { uploadUrl, fields, runwayUri } = objectOf(place.body);
  const [url, uri] = [textOf(uploadUrl), textOf(runwayUri)];
  if (url === undefined || uri === undefined || !mayUploadTo(url, teller.baseUrl))
    return err(noPlace(place, teller));
  const form = new FormData();
  for (const [field, value] of Object.entries(objectOf(fields))) form.append(field, String(value));
  form.append('file', new Blob([bytes], { type }), name);
  const sent = await courier.postForm(url, form);
  // Storage answers in its own words, or with none.
  return sent.kind === 'answered' || (sent.kind === 'garbled' && sent.status !== undefined)
    ? ok(uri)
    : err(failureOf(sent, teller));
}

const noPlace = (answer: Exchange & { kind: 'answered' }, teller: Teller): Failure =>
  brokenFailure(teller, { ...answer, kind: 'garbled', why: 'it names no place for an upload' });

const failureOf = (exchange: Exclude<Exchange, { kind: 'answered' }>, teller: Teller): Failure =>
  exchange.kind === 'refused' ? refusalFailure(teller, exchange) : brokenFailure(teller, exchange);
