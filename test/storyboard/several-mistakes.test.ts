import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readText } from './reading.ts';

/** A storyboard with many places for mistakes, none of which has to do with another. */
const right = `storyboard: 1
title: The Last Keeper
logline: He climbs.
format: { aspect: "16:9", fps: 24 }
vars: { weather: storm }
cast: { keeper: { description: an old man }, dog: { description: a dog } }
defaults: { takes: 1 }
audio: { loudness: -14, narration: [ { file: voice.wav, at: door } ] }
captions: { burn: true }
budget: { max-cost: 20 }
outputs: [ { name: master } ]
scenes:
  - id: tower
    title: Tower
    segments:
      - id: door
        prompt: The door opens
        duration: 4
      - id: stairs
        prompt: The stairs turn
        duration: 4
      - id: lamp
        extend: stairs
        prompt: "@keeper lights the lamp"
        duration: 4
      - id: flame
        prompt: A flame in the \${weather}
        duration: 4
      - id: beam
        prompt: A beam of light
        duration: 4
        transition: { type: dissolve, duration: 1 }
      - { id: sea, prompt: Black water, duration: 4 }
  - id: rocks
    setting: a headland
    segments:
      - id: waves
        prompt: Waves break
        trim: { from: 1, to: 2 }
      - id: gulls
        file: gulls.mp4
      - id: fin
        card: { text: Fin }
        caption: The end
`;

/** What is written wrong: the words that are replaced, by which, and the words over the caret then. */
const mistakes: Readonly<Record<string, readonly [right: string, wrong: string, at: string]>> = {
  'a text over a key with no colon': ['logline: He climbs.', 'logline He climbs.', 'logline'],
  'an unknown shape': ['aspect: "16:9"', 'aspect: wide', 'wide'],
  'a variable of a wrong type': ['vars: { weather: storm }', 'vars: { weather: [storm] }', '[storm]'],
  'a cast member of a wrong type': ['dog: { description: a dog }', 'dog: [a dog]', '[a dog]'],
  'defaults of a wrong type': ['defaults: { takes: 1 }', 'defaults: { takes: few }', 'few'],
  'a loudness out of range': ['loudness: -14', 'loudness: 14', '14'],
  'a narration at no segment': ['at: door }', 'at: dor }', 'dor'],
  'captions of a wrong type': ['burn: true', 'burn: maybe', 'maybe'],
  'a budget below nothing': ['max-cost: 20', 'max-cost: -20', '-20'],
  'an output without a right name': ['name: master', 'name: ""', '""'],
  'a scene without a right id': ['id: rocks', 'id: [rocks]', '[rocks]'],
  'a key of a scene misspelt': ['    title: Tower', '    titel: Tower', 'titel'],
  'a key one column too far right': [
    '        duration: 4\n      - id: stairs',
    '         duration: 4\n      - id: stairs',
    'duration',
  ],
  'the same id again': ['id: stairs', 'id: door', 'door'],
  'an unknown cast member': ['"@keeper lights', '"@kiper lights', '@kiper'],
  'an unknown variable': ['${weather}', '${wether}', '${wether}'],
  'a join that is too long': ['duration: 1 }', 'duration: 3 }', '3'],
  'a comma in a text': ['Black water, duration', 'Black, deep water, duration', ','],
  'a trim that ends before it begins': ['{ from: 1, to: 2 }', '{ from: 2, to: 1 }', '1'],
  'a file that is not there': ['file: gulls.mp4', 'file: gull.mp4', 'gull.mp4'],
  'a text where keys are wanted': ['card: { text: Fin }', 'card: Fin', 'Fin'],
  'a variable in a prompt that is not closed': ['A beam of light', 'A beam of ${light', '${light'],
};

/** What a mistake takes with it: `lamp` extends what is then called otherwise. */
const alsoTold: Readonly<Record<string, string>> = { 'the same id again': 'stairs' };

async function caretsOf(text: string): Promise<readonly string[]> {
  const { diagnostics } = await readText(text, {}, ['voice.wav', 'gulls.mp4']);
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ place }) => place?.source.slice(place.column - 1, place.endColumn - 1) ?? 'nowhere')
    .sort();
}

const made = (names: readonly string[]): string =>
  names.reduce((text, name) => {
    const [was, is] = mistakes[name] ?? ['', ''];
    if (text.split(was).length !== 2) throw new Error(`not once: ${was}`);
    return text.replace(was, () => is);
  }, right);

const carets = (names: readonly string[]): readonly string[] =>
  names
    .flatMap((name) => [mistakes[name]?.[2] ?? '', ...(name in alsoTold ? [alsoTold[name] ?? ''] : [])])
    .sort();

describe('mistakes that have nothing to do with each other', () => {
  it('are made in a storyboard without any', async () => {
    expect(await caretsOf(right)).toEqual([]);
  });

  it('are each told when they are alone', async () => {
    for (const name of Object.keys(mistakes))
      expect({ name, told: await caretsOf(made([name])) }).toEqual({ name, told: carets([name]) });
  });

  it('are all told, each once, however many there are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray(Object.keys(mistakes), { minLength: 2 }), async (names) => {
        expect(await caretsOf(made(names))).toEqual(carets(names));
      }),
      { numRuns: 30 },
    );
  });

  it('are all told at once', async () => {
    const all = Object.keys(mistakes);
    expect(await caretsOf(made(all))).toEqual(carets(all));
  });
});

/** The ways to all values within one. */
function* waysIn(value: unknown, way: readonly string[] = []): Generator<readonly string[]> {
  yield way;
  if (value !== null && typeof value === 'object')
    for (const [key, own] of Object.entries(value)) yield* waysIn(own, [...way, key]);
}

function replaced(value: unknown, [step, ...deeper]: readonly string[], by: unknown): unknown {
  if (step === undefined || value === null || typeof value !== 'object') return by;
  if (Array.isArray(value))
    return value.map((own, i) => (String(i) === step ? replaced(own, deeper, by) : own));
  return Object.fromEntries(
    Object.entries(value).map(([key, own]) => [key, key === step ? replaced(own, deeper, by) : own]),
  );
}

describe('a value that is anything else', () => {
  it('is refused or taken, wherever it stands, and never ends the reading', async () => {
    const data: unknown = parse(right);
    const anything = fc.oneof(
      fc.constantFrom<unknown>(null, '', 'x', 0, -1, 1e9, true, [], {}, [null], [[]], { x: null }),
      fc.constantFrom<unknown>(
        { toString: 'x' },
        { id: 'door' },
        [{ segments: [null, 'x', {}] }],
        [{ prompt: {} }],
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...waysIn(data)), anything), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          const changed = changes.reduce((now, [way, by]) => replaced(now, way, by), data);
          const { storyboard, diagnostics } = await readText(JSON.stringify(changed), {}, [
            'voice.wav',
            'gulls.mp4',
          ]);
          expect(storyboard !== undefined || diagnostics.length > 0).toBe(true);
          for (const { message } of diagnostics) expect(message).toMatch(/\S/);
        },
      ),
      { numRuns: 100 },
    );
  });
});
