import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import { readText } from './reading.ts';

/** A storyboard with lists and mappings of all kinds, in each of which a line can stand in a wrong column. */
const right = `storyboard: 1
title: The Last Keeper
vars:
  weather: storm
cast:
  keeper:
    description: an old man
  dog:
    description: a dog
audio:
  loudness: -14
  cues:
    - file: rain.wav
      at: door
    - file: rain.wav
captions:
  sidecar:
    - srt
    - vtt
outputs:
  - name: master
  - name: tall
    aspect: "9:16"
scenes:
  - id: tower
    title: Tower
    segments:
      - id: door
        prompt: The door opens
        duration: 4
        captions:
          - text: One more night.
            from: 0.5
            to: 1
          - text: The last.
            from: 1.5
      - id: stairs
        duration: 5
        prompt:
          subject: "@keeper"
          dialogue:
            - who: dog
              line: Woof.
        transition:
          type: dissolve
          duration: 0.5
  - id: rocks
    segments:
      - id: fin
        card:
          text: Fin
`;

const lines = right.trimEnd().split('\n');
const indentOf = (line: string): number => /^[ \t]*/.exec(line)?.[0].length ?? 0;

interface Slip {
  readonly name: string;
  readonly text: string;
}

/** Lines from one on, moved by some columns. */
function moved(first: number, end: number, by: number): Slip {
  const text = lines.map((line, n) => {
    if (n < first || n >= end) return line;
    return by > 0 ? ' '.repeat(by) + line : line.slice(Math.min(-by, indentOf(line)));
  });
  return { name: `lines ${first + 1} to ${end} by ${by}`, text: `${text.join('\n')}\n` };
}

/** Each line alone, one or two columns too far to the left or right; and one, each with what is below it. */
function* slips(): Generator<Slip> {
  for (const [n, line] of lines.entries()) {
    const column = indentOf(line);
    const below = lines.findIndex((other, i) => i > n && indentOf(other) <= column);
    for (const end of new Set([n + 1, below === -1 ? lines.length : below]))
      for (const by of end === n + 1 ? [-2, -1, 1, 2] : [-1, 1])
        if (n > 1 && column + by >= 0) yield moved(n, end, by);
  }
}

const recordings = ['rain.wav'];
const read = (text: string) => readText(text, {}, recordings);

const meaning = ({ storyboard }: Awaited<ReturnType<typeof read>>): string | undefined =>
  storyboard &&
  JSON.stringify({ ...storyboard, file: '', folder: '' }, (key, value) =>
    /^(place|absolute|sha256)$/.test(key) ? '' : value,
  );

/** The text with what an advice says done: the line it gives written, and the lines below it moved along. */
function followed(text: string, { place, help = '' }: Diagnostic): string | undefined {
  const [, column = '0'] = /^(?:Indent it by (\d+)|Remove the) spaces?(?: before it)?: `/.exec(help) ?? [
    '',
    undefined,
  ];
  const [, written] = /: `( *[^ ].*?)`\./.exec(help) ?? [];
  if (!place || written === undefined) return undefined;
  const all = text.split('\n');
  const line = all[place.line - 1] ?? '';
  if (!help.startsWith('Indent with') && indentOf(written) !== Number(column)) return undefined;
  const [, several] = /Move the (?:(\d+) lines|line) below it with it/.exec(help) ?? [];
  const along = help.includes('below it with it') ? Number(several ?? 1) : 0;
  const by = indentOf(written) - indentOf(line);
  for (let n = place.line; n < place.line + along; n++) {
    const other = all[n] ?? '';
    all[n] = by > 0 ? ' '.repeat(by) + other : other.slice(Math.min(-by, indentOf(other)));
  }
  all[place.line - 1] = written;
  return all.join('\n');
}

/** What becomes of a text when the first advice is followed again and again: the steps, and what it then means. */
async function walked(text: string): Promise<{ steps: number; meaning: string | undefined }> {
  const seen = new Set<string>();
  let now: string | undefined = text;
  while (now !== undefined && !seen.has(now)) {
    seen.add(now);
    const result: Awaited<ReturnType<typeof read>> = await read(now);
    if (result.storyboard) return { steps: seen.size - 1, meaning: meaning(result) };
    const before: string = now;
    const [next]: readonly string[] = result.diagnostics.flatMap((one) => followed(before, one) ?? []);
    now = next;
  }
  return { steps: -1, meaning: undefined };
}

describe('a line in a wrong column', () => {
  it('is told its column, and following the advice leads to what was meant, wherever it stands', async () => {
    const meant = meaning(await read(right));
    expect(meant).toBeDefined();
    const lost: unknown[] = [];
    let count = 0;
    for (const { name, text } of slips()) {
      count++;
      const end = await walked(text);
      if (end.meaning !== meant || end.steps > 3) lost.push({ name, steps: end.steps });
    }
    expect(lost).toEqual([]);
    expect(count).toBeGreaterThan(200);
  });

  it('is told alone: nothing that follows from it is told beside it', async () => {
    for (const [text, told] of [
      [
        '    segments:\n   - id: a\n     prompt: y',
        'The dash of this item is indented by 3 spaces, but `segments`, which its list belongs under, is indented by 4 spaces.',
      ],
      [
        '    segments:\n  - id: a\n    prompt: y',
        'The dash of this item is indented by 2 spaces, but `segments`, which its list belongs under, is indented by 4 spaces.',
      ],
      [
        '    segments:\n      - id: a\n        prompt: y\n       - id: b\n         prompt: y',
        'The dash of this item is indented by 7 spaces, but the one above it is indented by 6 spaces.',
      ],
    ] as const) {
      const { diagnostics } = await read(`storyboard: 1\ntitle: T\nscenes:\n  - id: s\n${text}\n`);
      expect(diagnostics.map(({ message }) => message)).toEqual([told]);
    }
  });

  it('is shown with ordinary spaces where a tab stands, in the column that the others say', async () => {
    for (const [tabbed, help] of [
      [
        '    segments:\n\t- id: a\n\t  prompt: y',
        'Indent with ordinary spaces: `    - id: a`. Do the same in every line that is indented with a tab.',
      ],
      [
        '    segments:\n      - id: a\n        prompt: y\n\t- id: b\n        prompt: y',
        'Indent with ordinary spaces: `      - id: b`.',
      ],
      ['    segments:\n      - id: a\n\tprompt: y', 'Indent with ordinary spaces: `        prompt: y`.'],
    ] as const) {
      const text = `storyboard: 1\ntitle: T\nscenes:\n  - id: s\n${tabbed}\n`;
      const { diagnostics } = await read(text);
      expect(diagnostics.map((one) => one.help)).toEqual([help]);
      expect((await walked(text)).steps).toBeGreaterThan(0);
    }
  });

  it('leaves alone what is only unknown where it stands', async () => {
    for (const wrong of [
      '    sceens: 3\n    segments:',
      '    budget: 3\n    segments:',
      '    titel: x\n    segments:',
    ]) {
      const { diagnostics } = await read(right.replace('    segments:', () => wrong));
      expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-key']);
    }
  });
});

describe('an item that is indented further than the one above it', () => {
  it('is warned of where YAML takes it for more of its text', async () => {
    const { storyboard, diagnostics } = await read(
      right.replace(
        '        duration: 4\n',
        () => '        fallbacks:\n          - A door\n            - A gate\n',
      ),
    );
    expect(storyboard).toBeDefined();
    expect(diagnostics.map(({ code, help }) => [code, help])).toEqual([
      [
        'dash-in-text',
        'If it should be an item, write `          - A gate`. If not, put the whole text in quotes.',
      ],
    ]);
  });
});
