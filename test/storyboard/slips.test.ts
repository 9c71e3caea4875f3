import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemaFiles } from '../../src/core/package-files.ts';
import { readTree } from '../../src/storyboard/read-tree.ts';
import { shapeOf } from '../../src/storyboard/shape.ts';
import { sourceOf } from '../../src/storyboard/source.ts';
import { readText } from './reading.ts';

const folder = join(import.meta.dirname, 'slips');

/** A storyboard without mistakes, in which each slip is made. */
const base = readFileSync(join(folder, 'base.yaml'), 'utf8');

interface Slip {
  readonly name: string;
  readonly text: string;
  readonly mended: string;
  readonly told: { readonly message: string; readonly help: string; readonly at: string };
}

/**
 * Lines with `-` are those of the base in whose place those with `+` are put. The error then has its caret
 * under `^`, says `!` and advises `?`. As advised, the lines are those with `=`, or those of the base again.
 */
function slipOf(block: string): Slip {
  const lines = (sign: string): string =>
    block
      .split('\n')
      .filter((line) => line.startsWith(sign))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const [right, wrong] = [lines('-'), lines('+')];
  if (base.split(right).length !== 2) throw new Error(`not once in the base: ${right}`);
  return {
    name: wrong.trim(),
    text: base.replace(right, () => wrong),
    mended: base.replace(right, () => lines('=') || right),
    told: { message: lines('!').trimEnd(), help: lines('?').trimEnd(), at: lines('^').slice(0, -1) },
  };
}

const slips = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n\n').map(slipOf));

/** The errors of a text, each with the words over its caret. */
async function errorsOf(text: string) {
  const { diagnostics } = await readText(text, {}, ['theme.mp3', 'keeper.png', 'archive.mp4']);
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ message, help, place }) => {
      if (!place) throw new Error(`nowhere: ${message}`);
      const end = place.endLine === place.line ? place.endColumn - 1 : undefined;
      return { message, help, at: place.source.slice(place.column - 1, end) };
    });
}

describe('a slip', () => {
  it('is made in a storyboard that has none', async () => {
    expect(await errorsOf(base)).toEqual([]);
  });

  it.each(slips)('is told once, with its cause, its place and what mends it: $name', async (slip) => {
    expect(await errorsOf(slip.text)).toEqual([slip.told]);
    expect(await errorsOf(slip.mended)).toEqual([]);
  });

  it('in the text is mended as advised, to read on as if it had been right', async () => {
    const { keys } = await shapeOf(schemaFiles.storyboard);
    const wrong: unknown[] = [];
    for (const { name, text } of slips) {
      const read = readTree(sourceOf('film.storyboard.yaml', text), keys);
      const left = read.diagnostics.length === 0 ? [] : await errorsOf(read.source.text);
      if (left.length > 0) wrong.push({ name, left, text: read.source.text });
    }
    expect(wrong).toEqual([]);
  });

  it('comes in more than a hundred and fifty kinds', () => {
    expect(new Set(slips.map(({ name }) => name)).size).toBeGreaterThan(150);
  });

  it('brings no warning about what it left behind', async () => {
    const notWarned = [': #1 fan', 'id: 1'];
    const told = slips.filter(({ text }) => notWarned.some((words) => text.includes(`${words}\n`)));
    expect(told.length).toBeGreaterThanOrEqual(notWarned.length);
    for (const { name, text } of told) {
      const { diagnostics } = await readText(text);
      expect({ name, told: diagnostics.length }).toEqual({ name, told: 1 });
    }
  });
});

it.each([
  '{ id: lamp, prompt: 灯が、ゆっくり回る、, duration: 6 }',
  '{ id: lamp, prompt: ［wide］ a lamp，turning｛slowly｝, duration: 6 }',
  '{ id: lamp, prompt: "［wide］、A lamp：", duration: 6 }',
])('full-width signs in a text are its own: %s', async (segment) => {
  expect(await errorsOf(base.replace('{ id: lamp, prompt: A lamp turns, duration: 6 }', segment))).toEqual(
    [],
  );
});

describe('a mark that belongs to YAML', () => {
  const door = 'prompt: The door opens';
  const read = async (prompt: string) => readText(base.replace(door, () => `prompt: ${prompt}`));

  it('is told where it may have been meant as part of a text that is left without it', async () => {
    const { storyboard, diagnostics } = await read('&amp The door opens');
    expect(storyboard).toBeDefined();
    expect(diagnostics).toMatchObject([
      {
        severity: 'warning',
        code: 'yaml-anchor',
        place: { column: 17, endColumn: 21 },
        help: 'Put the whole text in quotes: "&amp The door opens".',
      },
    ]);
  });

  it('is none of our business where an alias uses it', async () => {
    const { storyboard, diagnostics } = await readText(
      base
        .replace(door, () => 'prompt: &door The door opens')
        .replace('prompt: A lamp turns', () => 'prompt: *door '),
    );
    expect(storyboard).toBeDefined();
    expect(diagnostics).toEqual([]);
  });
});

describe('what looks like YAML and is text', () => {
  it('stays text', async () => {
    const text = base.replace('prompt: A lamp turns', () => 'prompt: x, fallbacks: [mary：hello, "a，b: c"]');
    const { storyboard, diagnostics } = await readText(text);
    expect(diagnostics).toEqual([]);
    expect(JSON.stringify(storyboard)).toContain('mary：hello');
    expect(JSON.stringify(storyboard)).toContain('a，b: c');
  });

  it('is told for what it is where keys are wanted', async () => {
    const text = base.replace('- id: door\n        prompt: The', () => '- id：door\n        prompt：The');
    const { diagnostics } = await readText(text);
    expect(diagnostics.some(({ message }) => message.includes('`：` is a full-width colon'))).toBe(true);
  });
});

describe('an output that is called like a kind of output', () => {
  it('is told to be a film, where it does not say what it is', async () => {
    const told = async (output: string) =>
      (await readText(base.replace('scenes:', () => `outputs: [ ${output} ]\nscenes:`))).diagnostics;
    expect(await told('{ name: gif }')).toMatchObject([
      { severity: 'warning', code: 'output-named-like-kind', place: { column: 20 } },
    ]);
    for (const output of [
      '{ name: gif, as: gif }',
      '{ name: gif, as: mp4 }',
      '{ name: mp4 }',
      '{ name: web }',
    ])
      expect(await told(output)).toEqual([]);
  });
});

describe('a number of a variable', () => {
  it('is told where it goes into texts otherwise than it is written', async () => {
    const told = async (value: string) =>
      (await readText(base.replace('weather: storm', () => `weather: ${value}`))).diagnostics;
    expect(await told('1.10')).toMatchObject([
      {
        severity: 'warning',
        code: 'number-shortened',
        help: 'Write `weather: "1.10"` to keep it as it is, or `weather: 1.1`.',
      },
    ]);
    for (const value of ['1.1', '"1.10"', '-3', '0']) expect(await told(value)).toEqual([]);
  });
});

describe('lines that end in CR alone', () => {
  it('are told once, where the first one ends', async () => {
    const { storyboard, diagnostics } = await readText(base.replaceAll('\n', '\r'));
    expect(storyboard).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'yaml-syntax', place: { line: 1, column: 14 } }]);
    expect(diagnostics[0]?.message).toContain('CR alone');
  });
});
