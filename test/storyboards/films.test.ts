import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fileOf, films, planned, root } from './films.ts';

/** Last frames and references are beyond sora-2: that film names models that take them. */
const makerOf = (film: string) =>
  film === 'the-last-ferry' ? { provider: 'runway' } : { provider: 'openai', model: 'sora-2' };

const folderOf = (film: string): string => join(root, 'storyboards', film);

describe.each(films)('%s', (film) => {
  it('names the schema that an editor checks it with', () => {
    const [first = ''] = readFileSync(fileOf(film), 'utf8').split('\n');
    const [, schema = ''] = /^# yaml-language-server: \$schema=(\S+)$/.exec(first) ?? [];
    expect(resolve(folderOf(film), schema)).toBe(join(root, 'schemas/storyboard.schema.json'));
    expect(existsSync(resolve(folderOf(film), schema))).toBe(true);
  });

  it('reads and plans as it is, with nothing to warn of but what is meant', async () => {
    const { said, plan } = await planned(film);
    expect(said.filter((text) => !text.startsWith('note '))).toEqual([]);
    expect(plan.cost.needed).toBe(0);
  });

  it('can be priced for a model that costs money', async () => {
    const { plan, said, storyboard } = await planned(film, makerOf(film));
    expect(said).not.toContainEqual(expect.stringMatching(/^error/));
    expect(plan.cost.needed).toBeGreaterThan(0);
    expect(plan.cost.needed).toBeLessThanOrEqual(storyboard.maxCost ?? 10);
  });

  it('ships no file that it does not use', () => {
    const text = readFileSync(fileOf(film), 'utf8');
    const unused = readdirSync(join(folderOf(film), 'assets')).filter(
      (name) => !text.includes(`assets/${name}`),
    );
    expect(unused).toEqual([]);
  });
});

describe('the demo', () => {
  it('is half a minute that needs nothing but ffmpeg', async () => {
    const { plan, storyboard } = await planned('the-last-keeper');
    const { frames, fps, entries } = plan.timeline;
    expect(frames / fps).toBeGreaterThanOrEqual(25);
    expect(frames / fps).toBeLessThanOrEqual(35);
    expect(new Set(entries.map(({ transition }) => transition.type))).toEqual(
      new Set(['cut', 'dissolve', 'fade-to-black']),
    );
    expect(new Set(storyboard.segments.map(({ provider }) => provider))).toEqual(new Set(['animatic']));
    expect(storyboard.audio).toMatchObject({ keep: true, narration: [] });
  });
});

describe('the salt road', () => {
  it('uses every source, chains, branches, takes and an edit', async () => {
    const { plan, storyboard } = await planned('the-salt-road');
    const sources = new Set(storyboard.segments.map(({ source }) => source.kind));
    expect([...sources].sort()).toEqual(['card', 'edit', 'extend', 'file', 'generate', 'image', 'still']);
    const jobs = new Map(plan.jobs.map((job) => [job.id, job]));
    const linksOf = (segment: string) =>
      plan.jobs.filter((job) => job.segment === segment).map(({ id }) => id);
    expect(linksOf('ridge')).toEqual(['ridge', 'ridge.2']);
    expect(linksOf('wall')).toEqual(['wall', 'wall#2', 'wall#3']);
    expect(['ridge', 'straggler', 'moonlit'].map((id) => jobs.get(id)?.needs)).toEqual([
      ['caravan'],
      ['caravan'],
      ['caravan'],
    ]);
    const fingerprints = ['rope', 'rope-again'].map((id) => jobs.get(id)?.fingerprint);
    expect(new Set(fingerprints).size).toBe(2);
  });

  it('leaves its wind to the command line', async () => {
    const { plan } = await planned('the-salt-road', { vars: { wind: 'dead calm' } });
    const prompts = plan.jobs.map((job) => (job.kind === 'frame' ? '' : job.request.prompt)).join('\n');
    expect(prompts).toContain('dead calm');
    expect(prompts).not.toContain('east wind');
  });
});

describe('the last ferry', () => {
  it('meets in pictures, leans on references, and is made without sound, at Runway as in its rehearsal', async () => {
    for (const overrides of [{}, { provider: 'runway' }]) {
      const { plan } = await planned('the-last-ferry', overrides);
      const requests = plan.jobs.flatMap((job) => (job.kind === 'frame' ? [] : [job.request]));
      expect(requests.map(({ model, sound }) => [model, sound])).toEqual([
        ...Array.from({ length: 4 }, () => ['seedance2', false]),
        ['veo3.1_fast', false],
      ]);
      const [rope, castingOff, rail, openWater, empty] = requests;
      expect(rope).toMatchObject({
        references: [{ role: 'subject' }, { role: 'subject' }, { role: 'scene', video: { kind: 'file' } }],
        options: { seed: 7 },
      });
      expect(castingOff).toMatchObject({ firstFrame: { kind: 'last-frame' }, lastFrame: { kind: 'file' } });
      expect(rail).toMatchObject({
        firstFrame: castingOff && 'lastFrame' in castingOff && castingOff.lastFrame,
      });
      expect(openWater).toMatchObject({ firstFrame: { kind: 'last-frame' } });
      expect(empty).toMatchObject({ options: { seed: 7, 'negative-prompt': 'people' } });
    }
  });
});

describe('all examples together', () => {
  it('show every key of the language but those named here', () => {
    const shown = new Set(films.flatMap((film) => [...keysOf(parse(readFileSync(fileOf(film), 'utf8')))]));
    const schema = JSON.parse(readFileSync(join(root, 'schemas/storyboard.schema.json'), 'utf8'));
    const never = [...new Set(propertiesOf(schema))].filter((key) => !shown.has(key)).sort();
    // The first line's comment stands in for one; and none of them has a remark to switch off.
    expect(never).toEqual(['$schema', 'lint', 'off', 'preset']);
  });

  it('weigh less than 3 MB', () => {
    const files = readdirSync(join(root, 'storyboards'), { recursive: true, encoding: 'utf8' });
    const bytes = files
      .filter((file) => !file.includes('.storycut'))
      .reduce((sum, file) => sum + statSync(join(root, 'storyboards', file)).size, 0);
    expect(bytes).toBeLessThan(3_000_000);
  });
});

/** The names of all mappings' keys, at any depth. */
function* keysOf(value: unknown): Generator<string> {
  if (value === null || typeof value !== 'object') return;
  for (const [key, member] of Object.entries(value)) {
    if (!Array.isArray(value)) yield key;
    yield* keysOf(member);
  }
}

/** The names that a JSON schema gives to properties, at any depth. */
function* propertiesOf(schema: unknown): Generator<string> {
  if (schema === null || typeof schema !== 'object') return;
  for (const [key, member] of Object.entries(schema)) {
    if (key === 'properties') yield* Object.keys(member);
    yield* propertiesOf(member);
  }
}
