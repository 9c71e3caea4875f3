import type { ServerResponse } from 'node:http';

/** What every answer carries. There is no header that lets another site read it. */
const always = {
  'content-security-policy':
    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** Footage and pictures are opened by the page alone, never as documents of their own. */
const sealed = { 'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'" } as const;

export function setHeaders(response: ServerResponse, what: 'page' | 'media' = 'page'): void {
  for (const [name, value] of Object.entries(always)) response.setHeader(name, value);
  if (what === 'media') for (const [name, value] of Object.entries(sealed)) response.setHeader(name, value);
}
