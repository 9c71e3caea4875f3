import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../src');

/** Its names are those of the schema's definitions: what is written in a file, before it means anything. */
const generated = 'storyboard/schema.gen.ts';

/** Exported types by name, with the files that export one. */
const types = new Map<string, readonly string[]>();
for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
  if (!/\.tsx?$/.test(file) || file === generated) continue;
  const text = readFileSync(join(root, file), 'utf8');
  for (const [, name = ''] of text.matchAll(/^export (?:abstract )?(?:type|interface|class|enum) (\w+)/gm)) {
    types.set(name, [...(types.get(name) ?? []), file]);
  }
}

it('sees the types there are', () => {
  expect(types.size).toBeGreaterThan(200);
  expect(types.get('Storyboard')).toEqual(['storyboard/model.ts']);
});

it('no two exported types share a name: one word has one meaning', () => {
  expect([...types].filter(([, files]) => files.length > 1)).toEqual([]);
});
