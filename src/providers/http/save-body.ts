import { open } from 'node:fs/promises';
import { diskRefusal } from '../../core/disk-refusal.ts';
import type { Clock } from '../../core/ports.ts';
import { hidingKeys } from '../hiding-keys.ts';
import type { Arriving } from './arriving.ts';
import { parseJson } from './json.ts';
import type { Limits } from './limits.ts';
import { reasonOf } from './network-error.ts';
import { requestIdOf } from './request-id.ts';
import { within } from './within.ts';

export type Fetched =
  | { readonly kind: 'done' }
  /** The response is not footage. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      /** Parsed if it is JSON, else text; the first of it. */
      readonly body?: unknown;
      readonly requestId?: string | undefined;
    }
  /** `begun`: a part of it is in the file. */
  | { readonly kind: 'broken'; readonly why: string; readonly begun?: true }
  /** This machine could not write it. */
  | { readonly kind: 'unwritten'; readonly why: string };

/** The next bytes of a body; undefined at its end, or the reason why there are no more. */
type Body = () => Promise<Uint8Array | undefined | string>;

export function bodyOf(
  answer: Arriving,
  { clock, limits }: { readonly clock: Clock; readonly limits: Limits },
  signal: AbortSignal,
): Body {
  return async () => {
    const timed = await within(clock, limits.stall, signal, () => answer.read().catch(reasonOf));
    if (timed.kind === 'late') return `nothing arrived for ${limits.stall / 1000} s`;
    if (timed.kind === 'aborted') return 'the run was stopped';
    return timed.value;
  };
}

/** Bytes of a text that are read: more tells a person nothing. */
const mostText = 65_536;

/** What a response says that is not footage. `begun`: what was read of it before. */
export async function refusedWith(
  { status, ok, headers }: Arriving,
  next: Body,
  { key }: { readonly key: string | undefined },
  begun: Uint8Array = new Uint8Array(),
): Promise<Fetched> {
  const chunks = [begun];
  for (let bytes = begun.length; bytes < mostText; ) {
    const chunk = await next();
    // Of an error, the first words are worth something, too.
    if (typeof chunk === 'string' && ok) return { kind: 'broken', why: chunk };
    if (chunk === undefined || typeof chunk === 'string') break;
    bytes += chunk.length;
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString().trim();
  const { hide, holds } = hidingKeys(key === undefined ? {} : { key });
  const clean = holds(text) ? hide(text) : text;
  const body = clean === '' ? undefined : (parseJson(clean) ?? clean);
  return { kind: 'refused', status, body, requestId: requestIdOf(headers) };
}

/** JSON and web pages begin with one of these, and no footage does. */
const isText = (bytes: Uint8Array): boolean =>
  /^\ufeff?\s*[{["<]/.test(Buffer.from(bytes.subarray(0, 64)).toString());

/** Streams a body into a file that doesn't exist yet, unless it is a text. */
export async function saveBody(
  answer: Arriving,
  next: Body,
  file: string,
  connection: { readonly key: string | undefined },
): Promise<Fetched> {
  let chunk = await next();
  if (typeof chunk === 'string') return { kind: 'broken', why: chunk };
  if (chunk === undefined) return { kind: 'broken', why: 'it sent nothing' };
  if (isText(chunk)) return refusedWith(answer, next, connection, chunk);
  const target = await open(file, 'wx').catch(diskRefusal);
  if (typeof target === 'string') return { kind: 'unwritten', why: target };
  try {
    while (chunk !== undefined) {
      if (typeof chunk === 'string') return { kind: 'broken', why: chunk, begun: true };
      const written = await target.writeFile(chunk).then(() => undefined, diskRefusal);
      if (written !== undefined) return { kind: 'unwritten', why: written };
      chunk = await next();
    }
    return { kind: 'done' };
  } finally {
    await target.close();
  }
}
