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
