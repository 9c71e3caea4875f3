import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../core/package-files.ts';

/** The page, as it was built: its document, and what that loads. */
export interface PageFiles {
  /** The document, for a visitor who repeats this ticket with each change. */
  readonly page: (ticket: string) => string;
  readonly others: ReadonlyMap<string, { readonly type: string; readonly body: Buffer }>;
}

export const builtPage = join(packageRoot, 'dist', 'page');

export async function pageFiles(): Promise<PageFiles> {
  const [html, code, style] = await Promise.all(
    ['page.html', 'page.js', 'page.css'].map((name) => readFile(join(builtPage, name))),
  );
  return {
    page: (ticket) => String(html).replace('TICKET', ticket),
    others: new Map([
      ['/page.js', { type: 'text/javascript; charset=utf-8', body: code ?? Buffer.alloc(0) }],
      // Browsers ask for one, whether or not there is one.
      ['/favicon.ico', { type: 'image/x-icon', body: Buffer.alloc(0) }],
      ['/page.css', { type: 'text/css; charset=utf-8', body: style ?? Buffer.alloc(0) }],
    ]),
  };
}
