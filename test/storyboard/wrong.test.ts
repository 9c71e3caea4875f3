import { existsSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAsset } from '../../src/media/asset.ts';
import { diagnosticsText } from '../../src/report/diagnostic-text.ts';
import { plain } from '../../src/report/paint.ts';
import { readStoryboard } from '../../src/storyboard/read.ts';

const folder = join(import.meta.dirname, 'wrong');
const ending = '.storyboard.yaml';
const names = readdirSync(folder)
  .filter((name) => name.endsWith(ending))
  .map((name) => name.slice(0, -ending.length));

/** With this set the expected texts are written anew; each is then to be read by a person. */
const rewrite = process.env.WRITE_EXPECTED === '1';

async function textFor(name: string): Promise<string> {
  const { storyboard, diagnostics } = await readStoryboard(
    join(folder, `${name}${ending}`),
    { vars: {} },
    readAsset,
  );
  expect(storyboard).toBeUndefined();
  return `${diagnosticsText(diagnostics, plain)}\n`.replaceAll(`${folder}${sep}`, '');
}

describe('a wrong storyboard is refused in so many words', () => {
  it.each(names)('%s', async (name) => {
    const text = await textFor(name);
    const expected = join(folder, `${name}.txt`);
    if (rewrite) await writeFile(expected, text);
    expect(text).toBe(await readFile(expected, 'utf8'));
  });

  it('at least 45 times, each beside its text', () => {
    expect(names.length).toBeGreaterThanOrEqual(45);
    const texts = readdirSync(folder).filter((name) => name.endsWith('.txt'));
    expect(texts.filter((name) => !existsSync(join(folder, name.replace(/\.txt$/, ending))))).toEqual([]);
  });
});
