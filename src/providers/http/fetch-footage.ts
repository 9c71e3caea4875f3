import type { Clock } from '../../core/ports.ts';
import { type Arriving, arrived, arriving } from './arriving.ts';
import { guardedLookup, leadsWithin, namesInside } from './guarded-lookup.ts';
import type { Limits } from './limits.ts';
import { reasonOf } from './network-error.ts';
import { requestAlone } from './request-alone.ts';
import { bodyOf, type Fetched, refusedWith, saveBody } from './save-body.ts';
import { within } from './within.ts';

export interface Download {
  readonly url: string;
  /** The server of the key: no other origin ever sees it. */
  readonly baseUrl: string;
  readonly key: string | undefined;
  /** How that server is given its key. Default: as a bearer token. */
  readonly keyed?: (key: string) => Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly limits: Limits;
}

const mostRedirects = 5;

/**
 * Streams footage into a file that doesn't exist yet: watched, and without the key where links lead elsewhere.
 */
export async function fetchFootage(download: Download, file: string, signal: AbortSignal): Promise<Fetched> {
  const whole = new AbortController();
  signal.addEventListener('abort', () => whole.abort(), { once: true, signal: whole.signal });
  try {
    const opened = await openUrl(download, whole.signal);
    if ('kind' in opened) return opened;
    const body = bodyOf(opened, download, whole.signal);
    return opened.ok
      ? await saveBody(opened, body, file, download)
      : await refusedWith(opened, body, download);
  } finally {
    // Also cancels a body that is no longer read.
    whole.abort('over');
  }
}

const asBearer = (key: string) => ({ authorization: `Bearer ${key}` });

/** Vendors link to `http:` what is also at `https:`. Where the server is, nothing is asked for unencrypted. */
function safely(address: URL, base: URL): URL {
  if (address.protocol === 'http:' && base.protocol === 'https:') address.protocol = 'https:';
  return address;
}

/** A cache may answer with what it has of it. */
function isPart({ status, headers }: Arriving): boolean {
  const range = headers.get('content-range') ?? '';
  const [, from, to, all] = /^\s*bytes (\d+)-(\d+)\/(\d+|\*)\s*$/i.exec(range) ?? [];
  return status === 206 && range !== '' && !(from === '0' && Number(to) + 1 === Number(all));
}

/** Follows redirects manually: the key is sent only with the first request, and only to its own origin. */
async function openUrl(
  { url, baseUrl, key, keyed = asBearer, clock, limits }: Download,
  signal: AbortSignal,
): Promise<Arriving | Fetched> {
  if (!URL.canParse(url, baseUrl)) return { kind: 'broken', why: 'its link is not a valid URL' };
  const base = new URL(baseUrl);
  let address = safely(new URL(url, base), base);
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const isInline = hop === 0 && address.protocol === 'data:';
    if (!isInline && address.protocol !== 'https:' && address.protocol !== base.protocol) {
      return { kind: 'broken', why: `its link begins with ${address.protocol}, which is not followed` };
    }
    if (!isInline && namesInside(address, base)) return { kind: 'broken', why: leadsWithin };
    const knows = hop === 0 && key !== undefined && address.origin === base.origin;
    const timed = await within(clock, limits.exchange, signal, async () => {
      try {
        if (isInline) return arrived(await fetch(address, { signal }));
        const headers = { accept: '*/*', ...(knows && keyed(key)) };
        const asked = { signal, lookup: guardedLookup(base), headers };
        return arriving(await requestAlone(address, asked), limits.footage);
      } catch (error) {
        return reasonOf(error);
      }
    });
    if (timed.kind !== 'done') return { kind: 'broken', why: 'the download did not start in time' };
    if (typeof timed.value === 'string') return { kind: 'broken', why: timed.value };
    const response = timed.value;
    const location = response.headers.get('location');
    const { status } = response;
    const leads = status >= 300 && status <= 399 && location !== null && URL.canParse(location, address.href);
    if (isPart(response)) {
      response.close();
      return { kind: 'broken', why: 'it sent only a part, which nobody asked for' };
    }
    if (!leads) return response;
    response.close();
    address = safely(new URL(location, address), base);
  }
  return { kind: 'broken', why: `its link redirects more than ${mostRedirects} times` };
}
