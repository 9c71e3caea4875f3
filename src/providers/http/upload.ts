import { namesInside } from './guarded-lookup.ts';

/** Media sent as bytes. */
export class Upload {
  readonly name: string;
  /** As in `image/png`. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;

  constructor(name: string, type: string, bytes: Uint8Array<ArrayBuffer>) {
    this.name = name;
    this.type = type;
    this.bytes = bytes;
  }
}

export const dataUrl = ({ type, bytes }: Upload): string =>
  `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;

/** Whether a file may be sent to a place that an answer names: never less safely than to the service itself. */
export function mayUploadTo(place: string, baseUrl: string): boolean {
  if (!URL.canParse(place)) return false;
  const [url, base] = [new URL(place), new URL(baseUrl)];
  if (namesInside(url, base)) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && base.protocol === 'http:');
}
