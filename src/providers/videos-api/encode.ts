import { randomBytes } from 'node:crypto';
import { dataUrl, Upload } from '../http/upload.ts';
import type { Body, BodyValue } from './body.ts';

interface Form {
  readonly bytes: Uint8Array;
  /** With the boundary between its parts. */
  readonly type: string;
}

/** Nested values are named `video[id]`, `characters[][id]`, as OpenAI's own client does. */
export function toForm(body: Body): Form {
  const boundary = `----storycut-${randomBytes(16).toString('hex')}`;
  const parts = Object.entries(body).flatMap(([name, value]) => partsOf(name, value));
  const bytes = parts.flatMap(({ head, content }) => [`--${boundary}\r\n${head}\r\n\r\n`, content, '\r\n']);
  const all = [...bytes, `--${boundary}--\r\n`];
  return {
    bytes: Buffer.concat(all.map((one) => (typeof one === 'string' ? Buffer.from(one) : one))),
    type: `multipart/form-data; boundary=${boundary}`,
  };
}

interface Part {
  readonly head: string;
  readonly content: string | Uint8Array;
}

function partsOf(name: string, value: BodyValue): readonly Part[] {
  const head = `Content-Disposition: form-data; name="${quotable(name)}"`;
  if (value instanceof Upload) {
    const file = `${head}; filename="${quotable(value.name)}"\r\nContent-Type: ${value.type}`;
    return [{ head: file, content: value.bytes }];
  }
  if (Array.isArray(value)) return value.flatMap((item) => partsOf(`${name}[]`, item));
  // As in all forms, lines end with both characters.
  if (typeof value !== 'object') return [{ head, content: String(value).replace(/\r\n?|\n/g, '\r\n') }];
  return Object.entries(value).flatMap(([key, member]) => partsOf(`${name}[${key}]`, member));
}

const quotable = (name: string): string => name.replace(/\r\n?|\n/g, '%0D%0A').replaceAll('"', '%22');

/** Media becomes data URLs. */
export function toJson(body: Body): object {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, jsonValue(value)]));
}

function jsonValue(value: BodyValue): unknown {
  if (value instanceof Upload) return dataUrl(value);
  if (Array.isArray(value)) return value.map(jsonValue);
  return typeof value === 'object' ? toJson(value as Body) : value;
}
