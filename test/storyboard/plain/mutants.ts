import fc from 'fast-check';
import { type Agreement, agreementOn, everyText } from './agreement.ts';

/** What somebody types, pastes or forgets in YAML, or an editor adds to it. */
const scraps = [
  ...[
    ' ',
    '  ',
    '    ',
    '\n',
    '\n\n',
    '\n  ',
    '\n    ',
    '\n      ',
    '\t',
    '\r\n',
    '\u00a0',
    '\u2028',
    '\u3000',
  ],
  ...[
    '- ',
    '-',
    ': ',
    ':',
    '? ',
    '?',
    '#',
    ' #',
    ' # x',
    '"',
    "'",
    "''",
    '\\',
    '\\n',
    '\\"',
    '\\x41',
    '%',
    '@',
    '`',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    ', ',
    '|',
    '>',
    '|-',
    '>-',
    '|+',
    '>2',
    '&a ',
    '*a',
    '!x ',
    '!!str ',
    '<<: ',
    '---\n',
    '...\n',
  ],
  ...[
    '~',
    'null',
    'true',
    'No',
    '1',
    '-1',
    '+1',
    '007',
    '0.5',
    '.5',
    '5.',
    '1e3',
    '0x1f',
    '0o7',
    '.inf',
    '-.INF',
    '.nan',
  ],
  ...['é', '🎬', '\ufeff', 'key: ', 'key:', 'a b', '__proto__: ', '.', '_', '$', '/'],
] as const;

/** A text with one to three changes: something inserted, cut out, moved, indented or doubled. */
const mutantsOf = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...texts), fc.boolean(), fc.array(change, { minLength: 1, maxLength: 3 }))
    .chain(([text, whole, changes]) =>
      (whole ? fc.constant(text) : someLinesOf(text)).map((part) =>
        changes.reduce((now, mutate) => mutate(now), part).replaceAll(/\p{Surrogate}/gu, ''),
      ),
    );

/** Some lines in a row, moved to the left as far as they all can be: most of them are a whole text again. */
function someLinesOf(text: string): fc.Arbitrary<string> {
  const lines = text.split('\n');
  return fc.tuple(fc.nat(lines.length), fc.integer({ min: 1, max: 14 })).map(([from, count]) => {
    const some = lines.slice(from, from + count);
    const least = Math.min(...some.filter((line) => line.trim() !== '').map(indentOf));
    return `${some.map((line) => line.slice(Math.min(indentOf(line), least))).join('\n')}\n`;
  });
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

type Change = (text: string) => string;

/** A place in a text, as a part of its length. */
const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const scrap = fc.constantFrom(...scraps);

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ at: place, scrap }).map(
    ({ at, scrap }): Change =>
      (text) => {
        const here = Math.floor(at * text.length);
        return text.slice(0, here) + scrap + text.slice(here);
      },
  ),
  fc.record({ at: place, count: fc.integer({ min: 1, max: 4 }) }).map(
    ({ at, count }): Change =>
      (text) => {
        const here = Math.floor(at * text.length);
        return text.slice(0, here) + text.slice(here + count);
      },
  ),
  fc
    .record({
      at: place,
      before: fc.constantFrom('', ' ', '  ', '    ', '- ', '# '),
      scrap: fc.option(scrap),
    })
    .map(({ at, before, scrap }) => onLine(at, (line) => [before + line + (scrap ?? '')])),
  fc
    .record({ at: place, count: fc.constantFrom(1, 2, 4) })
    .map(({ at, count }) => onLine(at, (line) => [line.slice(count)])),
  place.map((at) => onLine(at, (line) => [line, line])),
  place.map((at) => onLine(at, () => [])),
  fc.record({ from: place, to: place }).map(
    ({ from, to }): Change =>
      (text) => {
        const lines = text.split('\n');
        const [line = ''] = lines.splice(Math.floor(from * lines.length), 1);
        return lines.toSpliced(Math.floor(to * lines.length), 0, line).join('\n');
      },
  ),
);

const onLine =
  (at: number, of: (line: string) => readonly string[]): Change =>
  (text) => {
    const lines = text.split('\n');
    const n = Math.floor(at * lines.length);
    return lines.toSpliced(n, 1, ...of(lines[n] ?? '')).join('\n');
  };

/** How many mutants of all YAML in the repository the quick reader took; fails at the first that it reads otherwise. */
export function tryMutants(count: number, seed: number): { readonly same: number } {
  const texts = [...everyText().values()].filter(({ length }) => length < 6000);
  let same = 0;
  const agrees = (text: string): boolean => {
    const agreement: Agreement = agreementOn(text);
    if (agreement === 'the same') same++;
    return typeof agreement === 'string';
  };
  fc.assert(fc.property(mutantsOf(texts), agrees), { numRuns: count, seed, endOnFailure: true });
  return { same };
}
