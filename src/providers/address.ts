import { isIP } from 'node:net';
import { looksLikeKey, maskKeys, stars } from '../core/mask-keys.ts';
import type { EntryProblem } from './kind.ts';

/** What is wrong or unwise about where a provider is. */
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
        message: `"${looksLikeKey(baseUrl) ? stars(baseUrl) : maskKeys(baseUrl)}" is not a valid URL.`,
        help: 'It looks like https://host/v1.',
      },
    ];
  }
  const url = new URL(baseUrl);
  const problems: EntryProblem[] = [];
  if (url.username !== '' || url.password !== '') {
    problems.push({
      code: 'malformed',
      // The line itself would show the password.
      path: path.slice(0, -1),
      part: 'key',
      message: 'A base URL holds no name or password.',
      help: 'Put the key into an environment variable or a file, and name that under `key`.',
    });
  }
  if (url.search !== '' || url.hash !== '') {
    problems.push({
      code: 'malformed',
      path: path.slice(0, -1),
      part: 'key',
      message: 'A base URL ends with its path: nothing follows after `?` or `#`.',
      help: 'It looks like https://host/v1. A key goes into an environment variable or a file.',
    });
  }
  if (url.protocol === 'http:' && !isPrivate(url.hostname)) {
    problems.push({
      severity: 'warning',
      code: 'unencrypted',
      path,
      message: `${url.hostname} is reached by http: all that is sent${withKey ? ', the key too,' : ''} can be read on the way.`,
      help: 'Use https, or a server in your own network.',
    });
  }
  return problems;
}

/** This machine and addresses that no router of the internet passes on; names without a dot are of one's own network. */
export function isPrivate(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  switch (isIP(host)) {
    case 4:
      return /^(127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\./.test(host);
    case 6:
      return host === '::1' || /^(f[cd]|fe[89ab])/i.test(host);
    default:
      return !host.includes('.') || /\.(localhost|local|internal|lan|home\.arpa)$/.test(host);
  }
}
