import { err, ok, type Result } from '../../core/result.ts';

/** A request as it came, before anything of it is believed. */
export interface HeardRequest {
  readonly method: string;
  /** The request target, as it was sent. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** How many Host headers it has. */
  readonly hosts: number;
}

/** A request that may be looked at: it came from this machine's browser, from our page or by typing its address. */
export interface Judged {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

export interface HttpRefusal {
  readonly status: number;
  readonly message: string;
}

/** The names by which a browser on this machine may call a port. */
const hostsOf = (port: number): readonly string[] => [
  `127.0.0.1:${port}`,
  `localhost:${port}`,
  `[::1]:${port}`,
];

/** Nothing that a path of ours has no use for: no escapes, backslashes, colons, tildes, dots in a row, other targets' forms. */
const target =
  /^(\/(?:[a-z0-9-]+(?:\.[a-z]+)?(?:\/[a-z0-9-]+)*)?)(?:\?([a-z]+=[\w-]+(?:&[a-z]+=[\w-]+)*))?$/i;

/**
 * Whether a request may be looked at. A page of another site can make a browser send almost anything, also to a name of its own
 * that leads here: so it has to name this server exactly, and anything but opening the page has to come from the page.
 */
export function judgeRequest(heard: HeardRequest, port: number): Result<Judged, HttpRefusal> {
  const { method, headers } = heard;
  const host = one(headers.host);
  if (heard.hosts !== 1 || host === undefined || !hostsOf(port).includes(host))
    return refused(421, 'This address is not served here.');
  if (method !== 'GET' && method !== 'POST') return refused(405, 'Only GET and POST are understood.');
  const match = heard.target.length > 300 ? undefined : target.exec(heard.target);
  if (!match) return refused(400, 'There is no such address.');
  const [, path = '/', query = ''] = match;
  const strange = strangerThan({ method, path, host }, headers);
  if (strange !== undefined) return refused(403, strange);
  return ok({ method, path, query: Object.fromEntries(new URLSearchParams(query)) });
}

function strangerThan(
  { method, path, host }: { readonly method: string; readonly path: string; readonly host: string },
  headers: HeardRequest['headers'],
): string | undefined {
  const origin = one(headers.origin);
  const site = one(headers['sec-fetch-site']);
  const isOpening = method === 'GET' && path === '/' && opensPage(headers);
  if (origin !== undefined && origin !== `http://${host}`) return 'Another site asked for this.';
  if (isOpening) return undefined;
  if (site !== undefined && site !== 'same-origin') return 'Another site asked for this.';
  if (method === 'POST' && origin === undefined) return 'It does not say which page asked for this.';
  return undefined;
}

/** Whether a person opens the page, in a tab of its own. */
const opensPage = (headers: HeardRequest['headers']): boolean =>
  ['document', undefined].includes(one(headers['sec-fetch-dest'])) &&
  ['navigate', undefined].includes(one(headers['sec-fetch-mode']));

const one = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

const refused = (status: number, message: string): Result<never, HttpRefusal> => err({ status, message });
