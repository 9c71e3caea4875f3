import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Code, codes } from '../../src/core/codes.ts';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import { file, filmOf, gull } from '../advice/state.ts';
import { inFolder, toldOf, toldOfFiles, toldOfStoryboards } from './told.ts';
import { toldOfMaking } from './told-of-making.ts';
import { toldOfPlans } from './told-of-plans.ts';
import { toldOfProjects } from './told-of-projects.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/errors.md'), 'utf8');

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

/** What no other test has wrong. */
async function more(): Promise<readonly Diagnostic[]> {
  const many = Array.from({ length: 30 }, (_, i) => `v${i}: x`).join(', ');
  const circle = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(
    (id, i, all) => `{ id: ${id}, extend: ${all[(i + 1) % all.length]}, prompt: A door }`,
  );
  const late = gull.replace(' }', ', captions: [ { text: A gull, to: 9 } ] }');
  return [
    ...(await toldOfFiles({})),
    ...(await toldOf('a-name-too-long'.repeat(20))),
    ...(await toldOfFiles({ [file]: 'storyboard: 1\n&a *b : c\n' })),
    ...(await toldOfFiles({ [file]: filmOf([gull], `vars: { ${many} }`) }, { nothing: 'near' })),
    ...(await toldOfFiles({ [file]: filmOf(circle) })),
    ...(await toldOfFiles({ [file]: filmOf([late], 'captions: { burn: true }') })),
  ];
}

const told = [
  ...(await toldOfStoryboards()),
  ...(await more()),
  ...(await toldOfMaking()),
  ...toldOfPlans(),
  ...(await inFolder(toldOfProjects)),
];

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
