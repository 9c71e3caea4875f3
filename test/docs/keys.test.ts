import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { keysPage } from './keys.ts';

// docs/keys.md is made of the schema: WRITE_EXPECTED=1 writes it again.
const root = join(import.meta.dirname, '../..');
const path = join(root, 'docs/keys.md');
const schema = JSON.parse(readFileSync(join(root, 'schemas/storyboard.schema.json'), 'utf8'));
const page = readFileSync(path, 'utf8');
const begin = page.indexOf('## ');

it('docs/keys.md has every key as the schema has it', () => {
  const tables = `${keysPage(schema)}\n`;
  if (process.env.WRITE_EXPECTED === '1') writeFileSync(path, page.slice(0, begin) + tables);
  else expect(page.slice(begin)).toBe(tables);
});

it('shows an example of every key, which is YAML', () => {
  const rows = page.match(/^\| `.*/gm) ?? [];
  const examples = [...page.matchAll(/^\| `[^`]+` \|[^|]*\|[^|]*\| `([^`]+)` \|/gm)];
  expect(examples.length).toBe(rows.length);
  expect(rows.length).toBeGreaterThan(100);
  for (const [, example = ''] of examples)
    expect(() => parse(`key: ${example.replaceAll('\\|', '|')}`)).not.toThrow();
});
