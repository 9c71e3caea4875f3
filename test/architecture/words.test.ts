import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const glossary = readFileSync(join(root, 'docs/glossary.md'), 'utf8');

/**
 * Of the glossary's last column, the words that have no other honest use in a program like this one: a
 * `key`, a `step` or a `version` may well be something else than a fingerprint, a segment or a take.
 */
const neverNames = ['script', 'spec', 'section', 'beat', 'task', 'artifact', 'backend'];

const wordsOf = (name: string): readonly string[] =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_]+/);

function* namesIn(text: string): Generator<string> {
  for (const [, name] of text.matchAll(
    /^(?:export )?(?:async )?(?:function\*?|class|interface|type|const) (\w+)/gm,
  ))
    if (name !== undefined) yield name;
}

describe('the words', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.endsWith('.gen.ts'),
  );

  it('are not replaced by synonyms in what the code calls its types and functions', () => {
    const wrong = files.flatMap((file) =>
      [...namesIn(readFileSync(join(root, 'src', file), 'utf8'))]
        .filter((name) => wordsOf(name).some((word) => neverNames.includes(word.replace(/s$/, ''))))
        .map((name) => `${file}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('that the test refuses are those that the glossary refuses', () => {
    const refused = [...glossary.matchAll(/^\| [^|]+ \| [^|]+ \| ([^|]+) \|$/gm)].flatMap(([, words]) =>
      (words ?? '').split(',').map((word) => word.trim()),
    );
    expect(refused).toEqual(expect.arrayContaining(neverNames));
  });

  it('are each explained once', () => {
    const terms = [...glossary.matchAll(/^\| ([^|]+) \|/gm)]
      .flatMap(([, cell]) => (cell ?? '').split(',').map((word) => word.trim()))
      .filter((word) => word !== 'word' && !/^-+$/.test(word));
    expect(terms.length).toBeGreaterThan(40);
    expect(terms.filter((word, at) => terms.indexOf(word) !== at)).toEqual([]);
  });
});
