import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Code } from '../../src/core/codes.ts';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import { diagnosticText } from '../../src/report/diagnostic-text.ts';
import { plain } from '../../src/report/paint.ts';

const root = join(import.meta.dirname, '../..');
const path = join(root, 'docs/errors.md');

/** Entries of docs/errors.md: code, all of its text, and its example if it has one. */
export const entries = readFileSync(path, 'utf8')
  .split(/^(?=### )/m)
  .slice(1)
  .map((text) => ({
    code: text.slice(4, text.indexOf('\n')) as Code,
    text,
    example: /^```example\n([\s\S]*?)\n```$/m.exec(text)?.[1],
  }));

/** As a terminal shows it, without the folders of these tests. */
export const printed = ({ place, ...told }: Diagnostic): string =>
  // Plans that tests make have no lines to show.
  diagnosticText(place === undefined || place.source === '' ? told : { ...told, place }, plain)
    .replaceAll(/[^\s"'`(]*storyboard\/wrong\/[^\s:]*\.storyboard\.ya?ml/g, 'film.storyboard.yaml')
    .replaceAll(/[^\s"'`(]*storycut-told-\w+\/?/g, '');

/** The text that says most in fewest words: where it is, what, and how to mend it. What these tests only name is left open. */
export const clearest = (texts: readonly string[]): string | undefined =>
  [...texts]
    .sort((a, b) => burden(a) - burden(b))[0]
    ?.replaceAll(/odd_code, So it is\.?( \(request req_42\))?|[Ss]o it is/g, '…')
    .replaceAll(/(\bs0\S*, s1\S*, ).*(?=and \d+ more)/g, '$1… ');

const burden = (text: string): number =>
  text.length +
  (text.includes('\nhelp: ') ? 0 : 400) +
  (text.includes(' | ') ? 0 : 150) +
  (/so it is|odd_code|ENOENT|static/i.test(text) ? 200 : 0);
