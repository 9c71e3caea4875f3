import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

const proseOf = (page: string): string =>
  readFileSync(join(root, page), 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '');

/** As code forges name headings: words in small letters, with hyphens between them. */
const anchorsOf = (page: string): readonly string[] =>
  [...proseOf(page).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

it.each(pages)('%s has links that lead somewhere', (page) => {
  const dead = [...proseOf(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)]*))?\)/g)]
    .filter(([, file = '', anchor]) => {
      const path = file === '' ? join(root, page) : join(root, dirname(page), file);
      if (!existsSync(path)) return true;
      return anchor !== undefined && !anchorsOf(relative(root, path)).includes(anchor);
    })
    .map(([link]) => link);
  expect(dead).toEqual([]);
});

it('README leads to every page', () => {
  const readme = proseOf('README.md');
  expect(pages.slice(1).filter((page) => !readme.includes(`](${page}`))).toEqual([]);
});
