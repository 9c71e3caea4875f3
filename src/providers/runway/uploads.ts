import { ok, type Result } from '../../core/result.ts';
import type { Teller } from '../http/failures.ts';
import { objectOf } from '../http/json.ts';
import type { KeptUploads } from '../http/kept-uploads.ts';
import type { Exchange } from '../http/response.ts';
import { dataUrl, type Upload } from '../http/upload.ts';
import { uploaded, uploadPlace } from '../http/upload-place.ts';
import type { Failure } from '../provider.ts';

/** A data URL may have 5 MiB, and base64 needs four letters for three bytes. */
const mostInline = Math.floor((5 * 2 ** 20 * 3) / 4) - 1024;

/** Runway keeps uploads for a day. Milliseconds. */
export const uploadLifetime = 24 * 3_600_000;

/** What brings a file to Runway; nothing of it is charged. */
export interface Courier {
  readonly kept: KeptUploads;
  post(path: string, body: object): Promise<Exchange>;
  /** To the place that Runway names, which is another host. */
  postForm(url: string, form: FormData): Promise<Exchange>;
}

/** A URI by which Runway can read a file: the file itself if it is small, else that of an upload. */
export const uriOf = async (
  upload: Upload,
  courier: Courier,
  teller: Teller,
): Promise<Result<string, Failure>> =>
  upload.bytes.length <= mostInline
    ? ok(dataUrl(upload))
    : courier.kept.uri(upload, () => send(upload, courier, teller));

async function send(
  { name, type, bytes }: Upload,
  courier: Courier,
  teller: Teller,
): Promise<Result<string, Failure>> {
  const announced = await courier.post('/uploads', { filename: name, type: 'ephemeral' });
  const place = uploadPlace(announced, { url: 'uploadUrl', uri: 'runwayUri' }, teller);
  if (!place.ok) return place;
  const form = new FormData();
  const { url, answer } = place.value;
  for (const [field, value] of Object.entries(objectOf(answer.fields))) form.append(field, String(value));
  form.append('file', new Blob([bytes], { type }), name);
  return uploaded(await courier.postForm(url, form), place.value, teller);
}
