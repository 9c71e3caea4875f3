import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../rig/compile.ts';

const head = 'storyboard: 1\ntitle: The Last Keeper\n';
const segments = (lines: readonly string[]): string =>
  `scenes:\n  - id: tower\n    segments:\n${lines.map((line) => `      - ${line}\n`).join('')}`;
const film = (top: string, ...lines: string[]): string => `${head}${top}${segments(lines)}`;
const inserted = (name: string): string => `\${${name}}`;
const door = '{ id: door, prompt: The door opens }';
const times = (count: number, line: (n: number) => string): string[] =>
  Array.from({ length: count }, (_, n) => line(n));
const bomb = times(
  9,
  (n) => `v${n}: &v${n} [${times(9, () => (n === 0 ? 'x' : `*v${n - 1}`)).join(', ')}]\n`,
);

/** Text, and the codes of the errors that it is refused with; none: it is accepted. */
type Hostile = readonly [text: string | Uint8Array, ...codes: string[]];

/** Texts of which those that only repeat themselves do so `many` times. */
const hostile = (many: number, keys = Math.min(many, 9000)): Readonly<Record<string, Hostile>> => ({
  'brackets nested 2,000 deep': [
    film(`vars: ${'['.repeat(2000)}${']'.repeat(2000)}\n`, door),
    'yaml-too-deep',
  ],
  'braces nested 100,000 deep, unclosed': ['{a: '.repeat(100_000), 'yaml-too-deep'],
  'lists nested 2,000 deep on one line': ['- '.repeat(2000), 'yaml-too-deep'],
  'mappings nested by indentation': [times(200, (n) => `${' '.repeat(n)}a:\n`).join(''), 'yaml-too-deep'],
  'explicit keys nested': ['? '.repeat(2000), 'yaml-too-deep'],
  'aliases of aliases that stand for 400 million items': [bomb.join('') + film('', door), 'yaml-alias'],
  'aliases of aliases, merged': [
    `a: &a { x: 1 }\n${times(40, (n) => `b${n}: &b${n} { <<: [${n === 0 ? '*a, *a' : `*b${n - 1}, *b${n - 1}`}] }\n`).join('')}`,
    'yaml-alias',
  ],
  [`the same ${keys} keys`]: [
    film(times(keys, () => 'theme: x\n').join(''), door),
    'yaml-duplicate-key',
    'too-many-problems',
  ],
  [`${keys} unknown keys`]: [
    film(times(keys, (n) => `key${n}: ${n}\n`).join(''), door),
    'unknown-key',
    'too-many-problems',
  ],
  [`${keys} variables`]: [film(`vars:\n${times(keys, (n) => `  v${n}: ${n}\n`).join('')}`, door)],
  [`${keys} variables that are none`]: [
    film(`vars:\n${times(keys, (n) => `  v${n}: [${n}]\n`).join('')}`, door),
    'wrong-type',
    'too-many-problems',
  ],
  'more than 10,000 keys': [film(times(10_500, (n) => `key${n}: ${n}\n`).join(''), door), 'yaml-too-long'],
  'more than 10,000 keys in braces': [
    film('', `{ ${times(10_500, (n) => `key${n}: ${n}`).join(', ')} }`),
    'yaml-too-long',
  ],
  'more than 120,000 segments without anything': [film('', ...times(121_000, () => '')), 'yaml-too-long'],
  'more than a million lines': ['\n'.repeat(1_000_001), 'yaml-too-long'],
  'a text of 600,000 letters': [film('', `{ id: door, prompt: ${'x'.repeat(600_000)} }`), 'yaml-too-long'],
  'a key of 600,000 letters': [film(`${'x'.repeat(600_000)}: 1\n`, door), 'yaml-too-long'],
  'a wrong value of 400,000 letters': [
    film('', `{ id: door, prompt: x, transition: ${'cut '.repeat(100_000)} }`),
    'unknown-value',
  ],
  'a megabyte of misaligned lines': [
    film('', ...times(20_000, (n) => `id: s${n}\n         prompt: p\n       duration: 4`)),
    'yaml-syntax',
  ],
  [`${many} captions of a segment`]: [
    film(
      '',
      `id: door\n        prompt: x\n        duration: ${2 * many}\n        captions: [${times(many, (n) => `{ text: x, from: ${2 * n}, to: ${2 * n + 2} }`).join(', ')}]`,
    ),
  ],
  [`${many} segments with a wrong key in braces`]: [
    film('', ...times(many, (n) => `{ id: s${n}, prompt: { a${n} } }`)),
    'unknown-key',
    'too-many-problems',
  ],
  '40,000 times the same unknown variable': [
    film('', `prompt: "${`${inserted('v')} `.repeat(40_000)}"`),
    'unknown-variable',
    'too-many-problems',
  ],
  '40,000 different unknown variables': [
    film('', `prompt: "${times(40_000, (n) => inserted(`v${n}`)).join(' ')}"`),
    'unknown-variable',
    'too-many-problems',
  ],
  [`${many} tags`]: [
    film('', ...times(many, (n) => `{ id: s${n}, prompt: !x }`)),
    'yaml-tag',
    'too-many-problems',
  ],
  'a prompt of 15 MB': [film('', `prompt: ${'word '.repeat(3_000_000)}`), 'yaml-too-long'],
  'a quoted text of 15 MB that is never closed': [
    film('', `prompt: "${'word '.repeat(3_000_000)}`),
    'yaml-too-long',
  ],
  'a quoted text that is never closed': [film('', `prompt: "${'word '.repeat(80_000)}`), 'yaml-syntax'],
  'a comment of 15 MB': [`${'#'.repeat(15_000_000)}\n${film('', door)}`],
  'more than 16 MiB': ['#'.repeat(16 * 2 ** 20 + 1), 'file-too-large'],
  '100,000 commas': [`vars: [${','.repeat(100_000)}]`, 'yaml-syntax'],
  'half a million commas': [`vars: [${','.repeat(500_001)}]`, 'yaml-too-long'],
  'variables that grow to terabytes': [
    film(`vars: { v: ${'x'.repeat(400_000)} }\n`, `prompt: "${inserted('v').repeat(90_000)}"`),
    'text-too-long',
  ],
  'a long style in 20,000 prompts': [
    film(`style: ${'s'.repeat(15_000)}\n`, ...times(20_000, (n) => `{ id: s${n}, prompt: x }`)),
    'text-too-long',
  ],
  [`a chain of ${many} that ends in a cycle`]: [
    film('', ...times(many, (n) => `{ id: s${n}, edit: s${(n + 1) % many}, prompt: x }`)),
    'cycle',
  ],
  [`${many} references to nothing`]: [
    film('', ...times(many, (n) => `{ id: s${n}, extend: nothing${n}, prompt: x }`)),
    'unknown-segment',
    'too-many-problems',
  ],
  [`${many} times the same id`]: [film('', ...times(many, () => door)), 'twin-id', 'too-many-problems'],
  'text that only looks like nesting': [film('', `{ id: door, prompt: "${'[{('.repeat(5000)}" }`)],
  'a byte order mark and Windows line ends': [`\ufeff${film('', door).replaceAll('\n', '\r\n')}`],
  'a NUL': [film('', 'prompt: The door\0opens'), 'control-character'],
  'UTF-16': [Buffer.from(`\ufeff${film('', door)}`, 'utf16le'), 'not-utf8'],
  'half a character': [Buffer.from([...Buffer.from(film('theme: ', door)), 0xed, 0xa0, 0x80]), 'not-utf8'],
  'values that pose as texts': [
    film('format: { aspect: { toString: x, length: 3 } }\n', '{ id: a, prompt: { toString: x } }'),
    'wrong-type',
    'unknown-key',
  ],
  'keys of JavaScript objects': [
    film(
      'vars: { toString: a, hasOwnProperty: b }\n',
      `{ id: prototype, prompt: "${inserted('constructor')}" }`,
      '{ id: x, extend: constructor, prompt: "@__proto__ @constructor" }',
    ),
    'unknown-segment',
    'unknown-cast',
    'unknown-variable',
  ],
});

const files = (name: string): string => `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.storyboard.yaml`;

/**
 * Reads all of them in one process, each twice: what ends a process, or leaves something behind that makes it stumble over
 * the next, ends the list of what it says.
 */
export function describeHostile(many: number): void {
  const texts = Object.entries(hostile(many));
  const said: string[] = [];

  beforeAll(async () => {
    const compiled = await compile('rig/read-storyboards');
    const folder = await mkdtemp(join(tmpdir(), 'storycut-hostile-'));
    for (const [name, [text]] of texts) await writeFile(join(folder, files(name)), text);
    // Deep nesting ended the process of an earlier reader, the second time it was met.
    const read = texts.flatMap(([name]) => (name.includes('nested') ? [name, name] : [name]));
    // What takes a second for one of many takes hours where it goes by their square.
    const limits = { cwd: folder, timeout: 250_000 };
    const { stdout } = await promisify(execFile)(
      process.execPath,
      // Refusing takes little memory, however much is read.
      ['--max-old-space-size=200', compiled.file, ...read.map(files)],
      limits,
    ).catch((error: { stdout: string }) => error);
    said.push(...stdout.trim().split('\n'));
    await compiled.remove();
    await rm(folder, { recursive: true, force: true });
  });

  describe('a hostile storyboard', () => {
    it.each(texts)('%s', (name, [, ...codes]) => {
      const lines = said.map((line) => JSON.parse(line)).filter(([file]) => file === files(name));
      expect(lines.length).toBe(name.includes('nested') ? 2 : 1);
      for (const [, ...told] of lines) expect(new Set(told)).toEqual(new Set(codes));
    });
  });
}
