import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/storyboard/parse-yaml.ts';
import { sourceOf } from '../../src/storyboard/source.ts';

const folders = ['storyboards', 'test/storyboard/wrong'].map((name) =>
  join(import.meta.dirname, '../..', name),
);
const texts = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(folder, name), 'utf8')),
);

/** What may hold across the items of a list: anchors, on lists still open too, comments and line ends. */
const tangled = `%TAG ! tag:yaml.org,2002:
---
a: &a { b: 1 }
lists: &lists
  - &first
    - one
      # indented, of the item before

    # of the list
    - - two
      - &x three
    -
    - *x
  # out again
  - { <<: *a, c: *x }
  - *first
  -   - !str four
      - |
        five

  - d:
    - *x
    - e: *a
last: *lists
`;
texts.push(
  tangled,
  tangled.replaceAll(/[&*]\w+|<<: ,/g, ''),
  tangled.replaceAll(/[&*]\w+|!str|<<: ,|^%.*\n---/g, ''),
);

const parsed = (text: string, stride: number) => parseYaml(sourceOf('film.storyboard.yaml', text), stride);
const whole = (text: string) => parsed(text, Number.POSITIVE_INFINITY);

describe('a text that is read in parts', () => {
  it('reads as it does in one piece', () => {
    for (const text of texts)
      for (const stride of [1, 2, 3, 7, 50]) expect(parsed(text, stride)).toEqual(whole(text));
  });

  it('reads as it does in one piece, whatever slipped into it', () => {
    const slip = fc.constantFrom(
      '\n',
      ' ',
      '  ',
      '-',
      '- ',
      ':',
      ': ',
      '#',
      ' # x\n',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      ',',
      '&a ',
      '*a',
      '?',
      '|\n',
      '>-\n',
      '\t',
      '---\n',
      '!',
      '<<: ',
      '%',
      'x: y\n',
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 8 }), slip), { maxLength: 4 }),
        fc.integer({ min: 1, max: 9 }),
        (text, slips, stride) => {
          const slipped = slips.reduce((before, [at, gone, put]) => {
            const start = at % (before.length + 1);
            return before.slice(0, start) + put + before.slice(start + gone);
          }, text);
          const [inParts, inOne] = [parsed(slipped, stride), whole(slipped)];
          if (inOne.ok && inParts.ok) expect(inParts).toEqual(inOne);
          else expect(inParts.ok).toBe(inOne.ok);
        },
      ),
      { numRuns: 150 },
    );
  });
});
