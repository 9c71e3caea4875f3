import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { schemaFiles } from '../../src/core/package-files.ts';
import { oneBranch, type Schema } from '../../src/storyboard/one-branch.ts';

const root = join(import.meta.dirname, '../..');
const schema: Schema = JSON.parse(readFileSync(schemaFiles.storyboard, 'utf8'));

/** Every schema in it, with where it stands. */
function* schemasIn(at: Schema, path: string): Generator<readonly [string, Schema]> {
  yield [path, at];
  const { properties = {}, definitions = {}, anyOf = [], items, additionalProperties } = at;
  const children = { ...properties, ...definitions, ...anyOf, items, '*': additionalProperties };
  for (const [name, child] of Object.entries(children)) {
    if (child !== null && typeof child === 'object') yield* schemasIn(child as Schema, `${path}/${name}`);
  }
}

const all = [...schemasIn(schema, '')];

describe('the schema of the language', () => {
  it('is sound draft-07', () => {
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
    const ajv = new Ajv({ strict: true, allowUnionTypes: true });
    expect(() => ajv.compile(schema)).not.toThrow();
  });

  it('says of every key what it is for, where an editor looks for it', () => {
    const silent = all.filter(([, at]) => at.$ref === undefined && !/[.]$/.test(at.description ?? ''));
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  it('knows every key of every mapping', () => {
    const open = all.filter(([, at]) => at.type === 'object' && at.additionalProperties === undefined);
    expect(open.map(([path]) => path)).toEqual([]);
  });

  it('has types made from it', async () => {
    await promisify(execFile)(process.execPath, ['scripts/types.mjs', '--check'], { cwd: root });
  });

  it('is missed when the types are stale', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'storycut-types-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await mkdir(join(folder, 'src/storyboard'), { recursive: true });
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    for (const part of ['scripts/types.mjs', 'schemas/storyboard.schema.json']) {
      await cp(join(root, part), join(folder, part), { recursive: true });
    }
    await cp(join(root, 'src/storyboard/model.ts'), join(folder, 'src/storyboard/schema.gen.ts'));
    const stale = promisify(execFile)(process.execPath, ['scripts/types.mjs', '--check'], { cwd: folder });
    await expect(stale).rejects.toMatchObject({ code: 1 });
  });
});

const valid = {
  storyboard: 1,
  title: 'Film',
  format: { size: '64x64', fps: 24 },
  cast: { a: { description: 'A' } },
  audio: { keep: true, music: { file: 'a.mp3', volume: '-18 dB' }, loudness: -14 },
  outputs: [{ name: 'a', aspect: '9:16' }],
  scenes: [
    {
      id: 'one',
      style: { add: 'x' },
      segments: [
        { id: 'a', prompt: 'A', transition: { xfade: 'hblur', duration: 1 }, takes: 2 },
        { id: 'b', image: 'a.png', prompt: { subject: 'S', dialogue: [{ who: 'a', line: 'L' }] } },
        { id: 'c', extend: 'a', prompt: 'C', transition: 0.5 },
        { id: 'd', file: 'a.mp4', trim: { from: 1 } },
        { id: 'e', card: { text: 'E' }, transition: { type: 'dissolve' } },
      ],
    },
  ],
};

const keys = [...new Set(all.flatMap(([, at]) => Object.keys(at.properties ?? {})))];
const value = fc.oneof(
  fc.constantFrom('x', '', 0, -1, 2.5, true, null, 'cut', '64x64', '#000000'),
  fc.constant([]),
  fc.constant({}),
  fc.record({ type: fc.constant('cut') }),
);

/** The value with something changed, added or taken away somewhere in it. */
function changed(at: unknown, steps: readonly number[], key: string, to: unknown): unknown {
  const [step = 0, ...rest] = steps;
  if (Array.isArray(at)) {
    const index = step % (at.length + 1);
    return at.map((item, i) => (i === index ? changed(item, rest, key, to) : item));
  }
  if (at === null || typeof at !== 'object') return to;
  const names = Object.keys(at);
  const name = names[step % (names.length + 2)];
  if (name === undefined) return step % 2 === 0 ? { ...at, [key]: to } : to;
  const members = Object.entries(at);
  if (rest.length === 0) return Object.fromEntries(members.filter(([other]) => other !== name));
  return Object.fromEntries(
    members.map(([other, member]) => [other, other === name ? changed(member, rest, key, to) : member]),
  );
}

describe('judging a mistake against the one branch that was meant', () => {
  const options = { strict: false, strictNumbers: true } as const;
  const written = new Ajv(options).compile(schema);
  const turned = new Ajv(options).compile(oneBranch(schema));

  it('accepts and refuses exactly what the schema does', () => {
    expect([written(valid), turned(valid)]).toEqual([true, true]);
    const seen = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(
        fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...keys),
        value,
        (steps, key, to) => {
          const made = changed(valid, steps, key, to);
          expect(turned(made)).toBe(written(made));
          seen[written(made) ? 'accepted' : 'refused']++;
        },
      ),
      { numRuns: 1000 },
    );
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(100);
  });
});
