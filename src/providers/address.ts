import { isIP } from 'node:net';
import { looksLikeKey, maskKeys, stars } from '../core/mask-keys.ts';
import { say, says } from '../core/sentence.ts';
import type { EntryProblem } from './kind.ts';

/** What is wrong or unwise about a provider's URL. */
export function addressProblems(
  path: EntryProblem['path'],
  baseUrl: string,
  withKey: boolean,
): readonly EntryProblem[] {
  if (!URL.canParse(baseUrl)) {
    return [
      {
        code: 'malformed',
        path,
        ...says(
          say`"${{ value: looksLikeKey(baseUrl) ? stars(baseUrl) : maskKeys(baseUrl) }}" is not a valid URL.`,
          say`Use the form https://host/v1.`,
        ),
      },
    ];
  }
  const url = new URL(baseUrl);
  const problems: EntryProblem[] = [];
  // `localhost:8190/v1` is a URL of the protocol `localhost:`.
  if (!/^https?:$/.test(url.protocol)) {
    problems.push({
      code: 'malformed',
      path,
      ...says(
        say`"${{ value: looksLikeKey(baseUrl) ? stars(baseUrl) : maskKeys(baseUrl) }}" does not begin with https:// or http://.`,
        say`Use the form https://host/v1.`,
      ),
    });
  }
  if (url.username !== '' || url.password !== '') {
    problems.push({
      code: 'malformed',
      // The line itself would show the password.
      path: path.slice(0, -1),
      part: 'key',
      message: "A base URL can't contain a user name or password.",
      help: 'Put the key into an environment variable or a file, and name that under `key`.',
    });
  }
  if (url.search !== '' || url.hash !== '') {
    problems.push({
      code: 'malformed',
      path: path.slice(0, -1),
      part: 'key',
      message: "A base URL ends with its path: it can't contain `?` or `#`.",
      help: 'Use the form https://host/v1. A key belongs in an environment variable or a file.',
    });
  }
  if (url.protocol === 'http:' && !isPrivate(url.hostname)) {
    problems.push({
      severity: 'warning',
      code: 'unencrypted',
      path,
      ...says(
        say`${{ host: url.hostname }} is reached over plain http: everything that is sent${withKey ? ', including the key,' : ''} can be read on the way.`,
        say`Use https, or a server in your own network.`,
      ),
    });
  }
  return problems;
}

/** Whether a server on the internet names a host in the user's own network: nothing that it may know of is there. */
export const leadsInside = (named: string, server: string): boolean => isPrivate(named) && !isPrivate(server);

/** Whether a server is on this machine or in its own network, as what stands in for a service is. */
export const isNear = (address = ''): boolean =>
  URL.canParse(address) && isPrivate(new URL(address).hostname);

/** This machine and addresses that are not routed on the internet; names without a dot belong to the local network. */
export function isPrivate(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$|\.$/g, '');
  switch (isIP(host)) {
    case 4:
      return notRouted.test(host);
    case 6: {
      const [, high, low] = withIpv4.exec(plainIpv6(host)) ?? [];
      if (high !== undefined && low !== undefined) return isPrivate(mapped(high, low));
      return /^(::1?$|f[cd]|fe[89a-f])/i.test(host);
    }
    default:
      return !host.includes('.') || /\.(localhost|local|internal|lan|home\.arpa)$/.test(host);
  }
}

/** This host and network, those of homes, companies, providers (which mesh VPNs use, too) and links, and those for tests. */
const notRouted =
  /^(0|127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])|198\.1[89]|192\.0\.0)\./;

/** Addresses that stand for one of IPv4: as it is, or translated on the way (NAT64, SIIT). */
const withIpv4 = /^(?:::ffff:(?:0:)?|64:ff9b::|::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i;

/** In its shortest form, without a zone. */
function plainIpv6(host: string): string {
  const [address = host] = host.split('%');
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

/** The IPv4 address within one of IPv6, of which these are the last two groups. */
function mapped(high: string, low: string): string {
  const bits = [high, low].map((group) => Number.parseInt(group, 16));
  return bits.flatMap((group) => [group >> 8, group & 255]).join('.');
}
