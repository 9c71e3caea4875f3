import { randomBytes, timingSafeEqual } from 'node:crypto';
import { sha256 } from '../../core/canonical.ts';

/** A browser that opened the page by a link that was printed. */
export interface Visitor {
  /** The page repeats it with whatever it wants changed: a cookie alone may be sent by accident. */
  readonly ticket: string;
}

/** Who may see the film. Each link lets one browser in. */
export interface Visitors {
  /** The token of the link that can be opened next. */
  next(): string;
  /** Uses up a token. Undefined if it is not the next one's. */
  admit(token: string): { readonly cookie: string; readonly visitor: Visitor } | undefined;
  /** Who sends this cookie header. */
  recognize(cookies: string | undefined, name: string): Visitor | undefined;
}

/** More than anybody has browsers. */
const most = 50;

export function openToVisitors(secret: () => string = () => randomBytes(20).toString('hex')): Visitors {
  let token = secret();
  // By hash: how long a look-up takes tells nothing of the cookie.
  const visitors = new Map<string, Visitor>();
  return {
    next: () => token,
    admit(given) {
      if (!isSame(given, token)) return undefined;
      token = secret();
      const cookie = secret();
      const visitor = { ticket: secret() };
      visitors.set(sha256(cookie), visitor);
      for (const [oldest] of visitors) if (visitors.size > most) visitors.delete(oldest);
      return { cookie, visitor };
    },
    recognize(cookies = '', name) {
      for (const pair of cookies.split(';')) {
        const at = pair.indexOf('=');
        if (pair.slice(0, at).trim() !== name) continue;
        const visitor = visitors.get(sha256(pair.slice(at + 1).trim()));
        if (visitor) return visitor;
      }
      return undefined;
    },
  };
}

export const isSame = (a: string, b: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)));
