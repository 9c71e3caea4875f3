import { err, ok, type Result } from '../core/result.ts';

/** A file from a multipart body. */
export class UploadedFile {
  readonly bytes: Buffer;
  readonly type: string;
  constructor(bytes: Buffer, type: string) {
    this.bytes = bytes;
    this.type = type;
  }
}

/** A body's values by name, nested as in JSON and not yet validated. */
export type Fields = Readonly<Record<string, unknown>>;

export type Encoding = 'multipart' | 'json' | 'bytes';

export interface ReceivedBody {
  /** Undefined if nothing was sent. */
  readonly encoding: Encoding | undefined;
  readonly fields: Fields;
  /** All of it, if it is a file. */
  readonly bytes?: Buffer;
}

/** Reads a body of any encoding. The error is one sentence. */
export async function readBody(
  type: string | undefined,
  bytes: Buffer,
): Promise<Result<ReceivedBody, string>> {
  if (bytes.length === 0) return ok({ encoding: undefined, fields: {} });
  if (/^multipart\/form-data\b/i.test(type ?? '')) return await readMultipart(type ?? '', bytes);
  if (/^(image|video|audio)\//i.test(type ?? '')) return ok({ encoding: 'bytes', fields: {}, bytes });
  if (!isJson(type ?? '')) return err(`Unsupported content type: '${type ?? ''}'.`);
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isFields(value) ? ok({ encoding: 'json', fields: value }) : err('The body must be a JSON object.');
  } catch {
    return err('We could not parse the JSON body of your request.');
  }
}

const isJson = (type: string): boolean => /^application\/json\b/i.test(type);

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof UploadedFile);

async function readMultipart(type: string, bytes: Buffer): Promise<Result<ReceivedBody, string>> {
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
    const entries: [string, unknown][] = [];
    for (const [name, value] of form) entries.push([name, await partOf(name, value)]);
    return ok({ encoding: 'multipart', fields: nested(entries) });
  } catch {
    return err('We could not parse the multipart body of your request.');
  }
}

/** Fields that are objects. In a multipart body they are sent as `video[id]`, or as JSON, which is OpenAPI's way. */
const objects: readonly string[] = ['video', 'input_reference'];

async function partOf(name: string, value: string | Blob): Promise<unknown> {
  if (typeof value !== 'string' && !isJson(value.type)) {
    return new UploadedFile(Buffer.from(await value.arrayBuffer()), value.type);
  }
  const text = typeof value === 'string' ? value : await value.text();
  return (objects.includes(name) ? objectOf(text) : undefined) ?? text;
}

function objectOf(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `a[b]` is b in a; `a[]` and `a[][b]` append to the list a. */
function nested(entries: readonly (readonly [string, unknown])[]): Fields {
  const found = new Map<string, unknown>();
  for (const [name, value] of entries) {
    const [, outer = name, list, inner] = /^([^[\]]+)(\[\])?(?:\[([^[\]]+)\])?$/.exec(name) ?? [];
    const held = inner === undefined ? value : { [inner]: value };
    const before = found.get(outer);
    if (list !== undefined) found.set(outer, [...(Array.isArray(before) ? before : []), held]);
    else found.set(outer, isFields(before) && isFields(held) ? { ...before, ...held } : held);
  }
  return Object.fromEntries(found);
}
