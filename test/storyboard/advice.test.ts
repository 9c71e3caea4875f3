import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { schemaFiles } from '../../src/core/package-files.ts';
import { KeyMap } from '../../src/storyboard/key-map.ts';
import type { Schema } from '../../src/storyboard/one-branch.ts';
import { shapeOf } from '../../src/storyboard/shape.ts';

const schema: Schema = JSON.parse(readFileSync(schemaFiles.storyboard, 'utf8'));
const ajv = new Ajv({ strict: false });
const followed = (part: Schema): Schema =>
  schema.definitions?.[part.$ref?.replace('#/definitions/', '') ?? ''] ?? part;
const branches = (part: Schema): readonly Schema[] =>
  followed(part).anyOf?.flatMap(branches) ?? [followed(part)];

/** Every key of the language, with the way to it. */
function* keysIn(part: Schema, way: string): Generator<readonly [way: string, property: Schema]> {
  for (const { properties = {}, items, additionalProperties } of branches(part)) {
    for (const [key, property] of Object.entries(properties)) {
      yield [`${way}/${key}`, property];
      yield* keysIn(property, `${way}/${key}`);
    }
    for (const inside of [items, additionalProperties])
      if (inside !== null && typeof inside === 'object') yield* keysIn(inside as Schema, `${way}/*`);
  }
}

const keys = new Map(keysIn(schema, ''));
const examplesOf = (part: Schema): readonly unknown[] => {
  const { examples = followed(part).examples ?? [] } = part;
  return examples as readonly unknown[];
};
const isNested = (part: Schema): boolean =>
  branches(part).some(({ type }) => type === 'object' || type === 'array');

/** The advice on a value that is wrong at a key, in a storyboard that has nothing but that key right. */
async function adviceOn(way: string, value: unknown): Promise<readonly string[]> {
  const { check } = await shapeOf(schemaFiles.storyboard);
  const steps = way.split('/').slice(1);
  const wrong = steps.reduceRight<unknown>(
    (inner, step, i) => (step === '*' ? (isList(steps, i) ? [inner] : { some: inner }) : { [step]: inner }),
    value,
  );
  return (await check(wrong))
    .filter(({ path = [] }) => path.length === steps.length)
    .flatMap(({ help }) => help ?? []);
}

/** Whether the value of the key before a step is a list. */
const isList = (steps: readonly string[], i: number): boolean =>
  branches(keys.get(`/${steps.slice(0, i).join('/')}`) ?? {}).some(({ type }) => type === 'array');

describe('advice by example', () => {
  it('has examples for every key whose value is a list or a mapping, and all examples fit', () => {
    const lacking = [...keys].filter(([, part]) => isNested(part) && examplesOf(part).length === 0);
    expect(lacking.map(([way]) => way)).toEqual([]);
    const unfit = [...keys].filter(([, part]) => {
      const fits = ajv.compile({ ...part, definitions: schema.definitions });
      return examplesOf(part).some((example) => !fits(example));
    });
    expect(unfit.map(([way]) => way)).toEqual([]);
    expect(keys.size).toBeGreaterThan(100);
  });

  it('shows how a list or mapping is written to whoever writes something else', async () => {
    const silent: string[] = [];
    for (const [way, part] of keys) {
      if (!isNested(part)) continue;
      const advice = await adviceOn(way, null);
      if (!advice.some((help) => /^Write .*`.*: .+`\.$/.test(help))) silent.push(way);
    }
    expect(silent).toEqual([]);
  });

  it('is a line of YAML that means what fits there, whatever it was made from', async () => {
    const value = fc.oneof(
      fc.constantFrom(
        'theme.mp3',
        '16:9',
        '1920x1080',
        '2-6',
        'dissolve 0.5',
        'Keeper: hello',
        '4,5',
        '#fff',
      ),
      fc.constantFrom(0, 4, 1.5, true, false),
      fc.constantFrom<unknown>({ toString: 'x' }, [{ toString: 'x' }], [{ name: { toString: 'x' } }]),
      fc.string({ maxLength: 12 }),
      fc.array(fc.oneof(fc.string({ maxLength: 5 }), fc.integer({ min: 0, max: 9 })), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'name', 'text'), fc.string({ maxLength: 5 }), { maxKeys: 2 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...keys), value, async ([way, part], wrong) => {
        for (const help of await adviceOn(way, wrong)) {
          const [, line] = /^Write `(.*?)`(?:\.$| instead of )/s.exec(help) ?? [];
          if (line === undefined || line.includes('…')) continue;
          const written: unknown = parse(line);
          const [[key, own] = []] = Object.entries(written as Record<string, unknown>);
          // What is written may belong under another key beside it.
          const beside = keys.get(way.replace(/[^/]+$/, () => String(key))) ?? part;
          const fits = ajv.compile({ ...beside, definitions: schema.definitions });
          expect(fits(own), `${way}: ${help}`).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('the map of keys', () => {
  const map = new KeyMap(schema);

  it('knows which keys stand where, under chosen names, too', () => {
    expect(map.has([], 'budget')).toBe(true);
    expect(map.has([], 'max-cost')).toBe(false);
    expect(map.has(['scenes', 'segments', 'prompt'], 'camera')).toBe(true);
    expect(map.has(['cast', 'keeper'], 'description')).toBe(true);
    expect(map.waysTo('max-cost')).toEqual([['budget']]);
  });
});
