import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseYaml } from '../../../src/storyboard/parse-yaml.ts';
import { readPlain } from '../../../src/storyboard/plain/read-plain.ts';
import { sourceOf } from '../../../src/storyboard/source.ts';

const root = join(import.meta.dirname, '../../..');

/** What the quick reader makes of a text: nothing, what the parser makes of it, or something else, which is a defect. */
export type Agreement = 'left to the parser' | 'the same' | { readonly differs: unknown };

export function agreementOn(text: string): Agreement {
  const plain = readPlain(text);
  if (plain === undefined) return 'left to the parser';
  const parsed = parseYaml(sourceOf('film.storyboard.yaml', text));
  if (!parsed.ok) return { differs: parsed.error };
  const { root: tree, diagnostics, slips, whole } = parsed.value;
  const isSound = whole && diagnostics.length === 0 && slips.length === 0;
  if (!isSound) return { differs: { diagnostics, slips } };
  return isDeepStrictEqual(plain, tree) ? 'the same' : { differs: { plain, tree } };
}

/** All YAML in the repository: files of storyboards and configurations, right and wrong, and those in the documents. */
export function everyText(): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const folder of ['storyboards', 'test', 'docs', 'studio'])
    for (const file of filesBelow(folder, /\.ya?ml$/)) texts.set(file, read(file));
  for (const file of ['README.md', ...filesBelow('docs', /\.md$/)])
    for (const [n, [, text = '']] of [...read(file).matchAll(/```yaml[^\n]*\n(.*?)```/gs)].entries())
      texts.set(`${file}, block ${n + 1}`, text);
  return texts;
}

const filesBelow = (folder: string, named: RegExp): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => named.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name));

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
