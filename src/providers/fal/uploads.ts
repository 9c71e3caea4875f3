import { err, ok, type Result } from '../../core/result.ts';
import type { Teller } from '../http/failures.ts';
import type { KeptUploads } from '../http/kept-uploads.ts';
import { refusedHere } from '../http/own-failures.ts';
import type { Exchange } from '../http/response.ts';
import { dataUrl, type Upload } from '../http/upload.ts';
import { uploaded, uploadPlace } from '../http/upload-place.ts';
import type { Failure } from '../provider.ts';

/** A larger file is uploaded. fal takes data URLs, and tells of no limit. */
const mostInline = 256 * 1024;
/** A larger one would have to be sent in parts, as fal's own client does. */
const mostAtOnce = 90 * 2 ** 20;

/** What brings a file to fal; nothing of it is charged. */
export interface FalCourier {
  readonly kept: KeptUploads;
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
  const { name, bytes } = upload;
  if (bytes.length <= mostInline) return ok(dataUrl(upload));
  if (bytes.length > mostAtOnce) return err(refusedHere(teller.provider, `${name} is larger than 90 MiB.`));
  return await courier.kept.uri(upload, () => send(upload, courier, teller));
}

async function send(upload: Upload, courier: FalCourier, teller: Teller): Promise<Result<string, Failure>> {
  const { name, type } = upload;
  const announced = await courier.announce({ content_type: type, file_name: name });
  const place = uploadPlace(announced, { url: 'upload_url', uri: 'file_url' }, teller);
  if (!place.ok) return place;
  return uploaded(await courier.put(place.value.url, upload), place.value, teller);
}
