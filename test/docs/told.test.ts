import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Code, codes } from '../../src/core/codes.ts';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import { shownPattern } from '../rig/markdown.ts';
import { textPatterns } from '../rig/texts.ts';
import { told } from './all-told.ts';
import { clearest, entries, printed } from './examples.ts';

const root = join(import.meta.dirname, '../..');
const path = join(root, 'docs/errors.md');
const page = readFileSync(path, 'utf8');

/** The params that the page gives each code; those without a line of them are still to come. */
const documented = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .flatMap((entry): [string, readonly string[]][] => {
      const [code = ''] = entry.split('\n', 1);
      const [, line] = /^Params: (.*)\.$/m.exec(entry) ?? [];
      return line === undefined
        ? []
        : [[code, [...line.matchAll(/`(\w+)`/g)].flatMap(([, name]) => name ?? [])]];
    }),
);

/** Names of the params that were told, by code. */
const seen = new Map<Code, Set<string>>();
for (const { code, params = {} } of told)
  seen.set(code, new Set([...(seen.get(code) ?? []), ...Object.keys(params)]));

describe('the params of a code', () => {
  it('are those that docs/errors.md has for it', () => {
    const wrong = [...seen].flatMap(([code, names]) =>
      [...names]
        .filter((name) => documented.get(code)?.includes(name) === false)
        .map((name) => `${code} ${name}`),
    );
    expect(wrong).toEqual([]);
    expect(documented.size).toBeGreaterThan(110);
  });

  it('are all told, of the codes that these tests bring about', () => {
    const never = [...seen].flatMap(([code, names]) =>
      (documented.get(code) ?? []).filter((name) => !names.has(name)).map((name) => `${code} ${name}`),
    );
    expect(never).toEqual([]);
    expect(seen.size).toBeGreaterThan(110);
  });

  it('are documented in the order of the alphabet, each once', () => {
    const wrong = [...documented].filter(
      ([code, names]) => !Object.hasOwn(codes, code) || names.join() !== [...new Set(names)].sort().join(),
    );
    expect(wrong).toEqual([]);
  });

  it('are what the texts are made of: each is in one of them', () => {
    const wrong = told.flatMap(({ code, message, help = '', params = {} }) =>
      Object.entries(params)
        .filter(([, value]) => !isIn(`${message}\n${help}`, value))
        .map(([name, value]) => ({ code, name, value })),
    );
    expect(wrong).toEqual([]);
  });
});

/** Counted in groups of three digits, types of values and kinds of files in words: those are left out. */
const inWords = /^(string|number|integer|boolean|object|array|image|video|audio|output|segment|scene)$/;

const isIn = (text: string, value: NonNullable<Diagnostic['params']>[string]): boolean =>
  typeof value === 'object'
    ? value.every((one) => isIn(text, one))
    : text.includes(typeof value === 'number' ? value.toLocaleString('en') : value) ||
      text.includes(String(value)) ||
      inWords.test(String(value)) ||
      value === 0;

// Each example of docs/errors.md is something that Storycut says. WRITE_EXPECTED=1 writes those that it does not say any more.
const rewrite = process.env.WRITE_EXPECTED === '1';

/** What these tests are told, by code. */
const texts = new Map<string, Set<string>>();
for (const one of told) texts.set(one.code, (texts.get(one.code) ?? new Set()).add(printed(one)));

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('codes.ts'))
  .map((file) => readFileSync(join(root, 'src', file), 'utf8'));

/** Whether Storycut says this of that code: these tests were told it or, where they can't bring it about, the source has its words. */
function isSaid(code: string, example: string): boolean {
  const known = texts.get(code);
  if (known) return [...known].some((text) => shownPattern(example).test(text));
  const [, message = '', help] =
    new RegExp(`^(?:\\S+ )?(?:error|warning|note)\\[${code}\\]: (.*)\\n?(?:help: (.*))?$`).exec(example) ??
    [];
  const patterns = sources.filter((source) => source.includes(`'${code}'`)).flatMap(textPatterns);
  return [message, ...(help === undefined ? [] : [help])].every((text) =>
    patterns.some((pattern) => pattern.test(text)),
  );
}

it('docs/errors.md has an example for each code, as a terminal shows it', () => {
  const wrong = entries.filter(({ code, example }) => example === undefined || !isSaid(code, example));
  if (rewrite) write(wrong);
  else expect(wrong.map(({ code, example }) => ({ code, example }))).toEqual([]);
});

function write(wrong: typeof entries): void {
  let mended = page;
  for (const { code, text } of wrong) {
    const example = clearest([...(texts.get(code) ?? [])]);
    if (example === undefined) continue;
    const bare = text.replace(/^```example\n[\s\S]*?\n```\n\n/m, '');
    // Below the paragraph that says what it means.
    const [heading = '', meaning = '', ...rest] = bare.split('\n\n');
    const entry = [heading, meaning.trimEnd(), `\`\`\`example\n${example}\n\`\`\``, ...rest].join('\n\n');
    mended = mended.replace(text, () => (rest.length === 0 ? `${entry}\n` : entry));
  }
  writeFileSync(path, mended);
}
