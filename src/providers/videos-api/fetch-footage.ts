import { open } from 'node:fs/promises';
import type { Clock } from '../../core/ports.ts';
import { capped } from './capped.ts';
import type { Limits } from './limits.ts';
import { reasonOf } from './network-error.ts';
import { within } from './within.ts';

export type Fetched =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'broken'; readonly why: string }
  /** This machine could not write it. */
  | { readonly kind: 'unwritten'; readonly why: string };

export interface Download {
  readonly url: string;
  /** The server of the key: no other origin ever sees it. */
  readonly baseUrl: string;
  readonly key: string | undefined;
  readonly clock: Clock;
  readonly limits: Limits;
}

const mostRedirects = 5;

/**
 * Streams footage into a file that doesn't exist yet. With plain fetch: the SDK can't watch a body, and would follow
 * links with the key.
 */
export async function fetchFootage(download: Download, file: string, signal: AbortSignal): Promise<Fetched> {
  const whole = new AbortController();
  signal.addEventListener('abort', () => whole.abort(), { once: true, signal: whole.signal });
  try {
    const opened = await openUrl(download, whole.signal);
    return opened instanceof Response ? await save(opened, download, file, whole.signal) : opened;
  } finally {
    // Also cancels a body that is no longer read.
    whole.abort('over');
  }
}

/** Follows redirects manually: the key is sent only with the first request, and only to its own origin. */
async function openUrl(
  { url, baseUrl, key, clock, limits }: Download,
  signal: AbortSignal,
): Promise<Response | Fetched> {
  if (!URL.canParse(url, baseUrl)) return { kind: 'broken', why: 'its link is not a valid URL' };
  const base = new URL(baseUrl);
  let address = new URL(url, base);
  for (let hop = 0; hop <= mostRedirects; hop++) {
    if (address.protocol !== 'https:' && address.protocol !== base.protocol) {
      return { kind: 'broken', why: `its link begins with ${address.protocol}, which is not followed` };
    }
    const withKey = hop === 0 && key !== undefined && address.origin === base.origin;
    const timed = await within(clock, limits.exchange, signal, () =>
      fetch(address, {
        signal,
        redirect: 'manual',
        // The next paid request could reuse a kept-alive connection just as the server closes it.
        headers: { accept: '*/*', connection: 'close', ...(withKey && { authorization: `Bearer ${key}` }) },
      }).catch((error: unknown) => reasonOf(error)),
    );
    if (timed.kind !== 'done') return { kind: 'broken', why: 'the download did not start in time' };
    if (typeof timed.value === 'string') return { kind: 'broken', why: timed.value };
    const response = timed.value;
    const location = response.headers.get('location');
    if (response.ok) return response;
    await response.body?.cancel();
    if (
      response.status < 300 ||
      response.status > 399 ||
      location === null ||
      !URL.canParse(location, address.href)
    ) {
      return { kind: 'refused', status: response.status };
    }
    address = new URL(location, address);
  }
  return { kind: 'broken', why: `its link redirects more than ${mostRedirects} times` };
}

async function save(
  response: Response,
  { clock, limits }: Download,
  file: string,
  signal: AbortSignal,
): Promise<Fetched> {
  const reader = capped(response, limits.footage)?.getReader();
  if (reader === undefined) return { kind: 'broken', why: 'it sent nothing' };
  const target = await open(file, 'wx').catch(reasonOf);
  if (typeof target === 'string') return { kind: 'unwritten', why: target };
  try {
    for (;;) {
      const timed = await within(clock, limits.stall, signal, () => reader.read().catch(reasonOf));
      if (timed.kind === 'late')
        return { kind: 'broken', why: `nothing arrived for ${limits.stall / 1000} s` };
      if (timed.kind === 'aborted') return { kind: 'broken', why: 'the run was stopped' };
      if (typeof timed.value === 'string') return { kind: 'broken', why: timed.value };
      if (timed.value.done) return { kind: 'done' };
      const written = await target.writeFile(timed.value.value).then(() => undefined, reasonOf);
      if (written !== undefined) return { kind: 'unwritten', why: written };
    }
  } finally {
    await target.close();
  }
}
