import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Random } from '../../src/core/ports.ts';
import { readStoryboard } from '../../src/storyboard/read.ts';
import { printedRandom } from '../rig/printed-random.ts';

const wrong = join(import.meta.dirname, '../storyboard/wrong');
const shipped = join(import.meta.dirname, '../../storyboards');

/** What slips into a text, or is put there. */
const slips = [
  ...[
    '\n',
    ' ',
    '  ',
    '\t',
    '- ',
    ': ',
    ':',
    '#',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ',',
    '&a ',
    '*a',
    '? ',
    '|\n',
    '---\n',
  ],
  ...[
    '<<: *a',
    '!!x ',
    '%',
    '\u00a0',
    '：',
    '“',
    '\ufeff',
    '\0',
    '../',
    '${x}',
    '@x ',
    '-1',
    '.inf',
    '1e999',
    'null',
    '~',
  ],
  ...['__proto__: x', 'x'.repeat(5000), '[[[[[[[[', 'segments:\n', 'id: a\n', '\r\n', '\u202e', '\ud800'],
];

function mutant(text: string, chance: Random): string {
  const under = (most: number): number => Math.floor(chance.next() * most);
  let changed = text;
  for (let edits = 1 + under(4); edits > 0; edits--) {
    const at = under(changed.length + 1);
    const end = chance.next() < 0.4 ? at + under(40) : at;
    const again = changed.slice(under(changed.length), under(changed.length));
    const put = chance.next() < 0.15 ? again : (slips[under(slips.length)] ?? '');
    changed = changed.slice(0, at) + put + changed.slice(end);
  }
  return changed;
}

/** Reads so many storyboards in which something slipped: each is read, or refused with places in the file. */
export async function holdMutants(count: number): Promise<string> {
  const chance = printedRandom();
  const good = await Promise.all(
    [shipped, wrong].map(async (folder) => {
      const names = (await readdir(folder, { recursive: true })).filter(
        (name) => name.endsWith('.storyboard.yaml') || /wrong.*yaml$/.test(join(folder, name)),
      );
      return await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    }),
  ).then((all) => all.flat());
  const folder = await mkdtemp(join(tmpdir(), 'storycut-mutants-'));
  const file = join(folder, 'film.storyboard.yaml');
  let refused = 0;
  for (let n = 0; n < count; n++) {
    const text = mutant(good[Math.floor(chance.next() * good.length)] ?? '', chance);
    await writeFile(file, text);
    const { storyboard, diagnostics } = await readStoryboard(file, { vars: {} }, async () => ({
      ok: false,
      error: { code: 'file-unreadable', message: 'No file is read.' },
    })).catch((error: unknown) => {
      throw new Error(`a mutant breaks the reader: ${JSON.stringify(text)}`, { cause: error });
    });
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect(storyboard === undefined, text).toBe(errors.length > 0);
    if (storyboard === undefined) refused += 1;
    for (const { place, message } of diagnostics) {
      expect(message, text).not.toBe('');
      if (place) expect(place.line, text).toBeLessThanOrEqual(text.split('\n').length);
    }
  }
  await rm(folder, { recursive: true, force: true });
  return `${count} mutants of ${good.length} storyboards: ${refused} refused in words, the others read`;
}
