import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { configShape } from '../../src/config/config-shape.ts';
import { builtInKinds, usualKind } from '../../src/providers/kinds.ts';

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const entryOf = (kind: string) => `src/providers/${kind}/entry.schema.json`;

it('is what its script makes of its own part and the entries of each built-in kind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'storycut-schema-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'config.schema.json');
  execFileSync(process.execPath, ['scripts/config-schema.mjs', file]);
  expect(read('schemas/config.schema.json')).toEqual(read(file));
});

it('has a schema for each built-in kind that reads entries', () => {
  const reading = builtInKinds.filter(({ entries }) => entries !== undefined).map(({ name }) => name);
  expect(reading).toContain(usualKind);
  expect(reading.filter((name) => !existsSync(entryOf(name)))).toEqual([]);
});

it('lends a kind of somebody else its definitions, and keeps those of each kind apart', async () => {
  const schema = {
    properties: { key: { $ref: '#/definitions/key' }, model: { $ref: '#/definitions/model' } },
    definitions: { model: { type: 'string', enum: ['wide'] } },
  };
  const shape = await configShape(new Map([['barn', { schema, read: () => ({ problems: [] }) }]]));
  const fits = (entry: object) => shape.check({ config: 1, providers: { barn: { kind: 'barn', ...entry } } });
  expect(await fits({ key: { env: 'BARN_KEY' }, model: 'wide' })).toEqual([]);
  expect(await fits({ key: 'abc' })).not.toEqual([]);
  expect(await fits({ model: { lengths: [4] } })).not.toEqual([]);
});
