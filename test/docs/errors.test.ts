import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exit } from '../../src/cli/exit.ts';
import { codes } from '../../src/core/codes.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');

/** What the page says under each code. */
const entries = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .map((entry): [string, string] => {
      const [code = '', ...text] = entry.split('\n');
      return [
        code,
        text
          .join('\n')
          .replace(/^## [\s\S]*/m, '')
          .replace(/^```example\n[\s\S]*?^```$/m, '')
          .trim(),
      ];
    }),
);

const source = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('codes.ts'))
  .map((file) => readFileSync(join(root, 'src', file), 'utf8'))
  .join('\n');

describe('docs/errors.md', () => {
  it('has an entry for every code, and for no other', () => {
    expect([...entries.keys()].sort()).toEqual(Object.keys(codes).sort());
  });

  it('gives each code the sentence that it has in the program, and says how to mend it', () => {
    const wrong = Object.entries(codes).filter(([code, sentence]) => {
      const [meaning, ...mending] = (entries.get(code) ?? '').split(sentence);
      return meaning !== '' || mending.join('').trim().length < 10;
    });
    expect(wrong).toEqual([]);
  });

  it('has the exit codes', () => {
    const listed = [...page.matchAll(/^\| ([\d, ]+) \|/gm)].flatMap(([, list = '']) =>
      list.split(', ').map(Number),
    );
    expect(listed).toEqual(Object.values(exit));
  });
});

describe('a code', () => {
  it('is one that the program uses', () => {
    const unused = Object.keys(codes).filter((code) => !source.includes(`'${code}'`));
    expect(unused).toEqual([]);
  });
});
