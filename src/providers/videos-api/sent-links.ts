import { sha256 } from '../../core/canonical.ts';
import { dataUrl, Upload } from '../http/upload.ts';
import type { Body, BodyValue } from './body.ts';

/** Whether a link was sent with a request: a server that repeats it has made nothing there. */
export type WasSent = (link: string) => boolean;

/** The links in the requests for the jobs of this process. Sent footage is one, and long: their hashes are kept. */
export class SentLinks {
  readonly #of = new Map<string, ReadonlySet<string>>();

  keep(remote: string, body: Body): void {
    const links = [...linksIn(body)].map(keyOf);
    if (links.length > 0) this.#of.set(remote, new Set(links));
  }

  with(remote: string): WasSent {
    const sent = this.#of.get(remote);
    return sent === undefined ? () => false : (link) => sent.has(keyOf(link));
  }
}

function* linksIn(value: BodyValue): Generator<string> {
  if (value instanceof Upload) yield dataUrl(value);
  else if (typeof value === 'string') yield* value.match(/(?:https?:\/\/|data:video\/)\S+/gi) ?? [];
  else if (typeof value === 'object') for (const member of Object.values(value)) yield* linksIn(member);
}

/** The same for all ways to write an address. */
const keyOf = (link: string): string =>
  sha256(!link.startsWith('data:') && URL.canParse(link) ? new URL(link).href : link);
