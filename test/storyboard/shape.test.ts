import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { asWritten, shapeOf } from '../../src/storyboard/shape.ts';

const root = join(import.meta.dirname, '../..');
const examples = readdirSync(join(root, 'storyboards'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.storyboard.yaml'))
  .map((name) => parse(readFileSync(join(root, 'storyboards', name), 'utf8')) as unknown);

describe.each(['storyboard', 'config'])('the shape of a %s', (name) => {
  const file = join(root, `schemas/${name}.schema.json`);
  const schema = JSON.parse(readFileSync(file, 'utf8'));
  const fits = new Ajv({ ...asWritten, messages: false }).compile(schema);
  const values = name === 'storyboard' ? examples : [parse(configuration)];

  it('has nothing wrong in what fits, and something in all that does not', async () => {
    const { check } = await shapeOf(file);
    const outcomes = { fit: 0, wrong: 0 };
    const value = fc.constantFrom(...values).chain((good) => fc.oneof(fc.constant(good), changed(good)));
    await fc.assert(
      fc.asyncProperty(value, async (value) => {
        const problems = await check(value);
        expect(problems.length === 0).toBe(fits(value));
        outcomes[problems.length === 0 ? 'fit' : 'wrong']++;
      }),
      { numRuns: 150 },
    );
    expect(Math.min(outcomes.fit, outcomes.wrong)).toBeGreaterThan(15);
  });
});

const configuration = `
config: 1
folders: [ ~/footage ]
providers:
  studio:
    dialect: openai
    base-url: https://studio.example/v1
    models: { sora-2: { sizes: [ 1280x720 ] } }
`;

/** The same with one value in it, anywhere, replaced, taken out or joined by another. */
function changed(good: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(good);
  const put = fc.oneof(
    fc.constantFrom(null, '', 'x', 0, -1, 2.5, 1e9, Number.NaN, Number.POSITIVE_INFINITY, true, [], {}),
    fc.constantFrom('0:02.5', '4 beats', '36 frames', '1280x720', '#ffe9a8', 'wide 👋🏽', 'a.mp4'),
    fc.constantFrom(...places.map((place) => at(good, place))),
  );
  const way = fc.constantFrom('replace', 'remove', 'add');
  return fc.tuple(fc.constantFrom(...places), way, put).map(([place, way, value]) => {
    const copy: unknown = structuredClone(good);
    if (way === 'add') {
      const inside = at(copy, place);
      if (Array.isArray(inside)) inside.push(value);
      else if (isMapping(inside)) inside.zoom = value;
      return copy;
    }
    const last = place.at(-1);
    const holder = at(copy, place.slice(0, -1));
    if (last === undefined) return value;
    if (Array.isArray(holder)) holder.splice(Number(last), 1, ...(way === 'replace' ? [value] : []));
    else if (isMapping(holder) && way === 'replace') holder[last] = value;
    else if (isMapping(holder)) delete holder[last];
    return copy;
  });
}

type Place = readonly (string | number)[];

const placesIn = (value: unknown): readonly Place[] => [
  [],
  ...(value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([key, inner]) => placesIn(inner).map((place) => [key, ...place]))
    : []),
];

const at = (value: unknown, place: Place): unknown =>
  place.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown>)[step], value);

const isMapping = (value: unknown): value is Record<string | number, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
