import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Told } from '../../src/project/events/film-event.ts';
import { examine } from '../../src/project/machine/doctor.ts';
import { machine } from '../../src/project/machine/machine.ts';
import { runFilm } from '../../src/project/run/run.ts';
import type { EntryReader, KnownProvider, ProviderKind } from '../../src/providers/kind.ts';
import type { Failure, Provider } from '../../src/providers/provider.ts';
import { builtInProviders } from '../../src/providers/registry.ts';
import { diagnosticsText } from '../../src/report/diagnostic-text.ts';
import { plain } from '../../src/report/paint.ts';
import { fakeData } from '../rig/fake-provider.ts';
import { project } from '../rig/project.ts';

const key = '7f3a9c55e1d04b628c90';

const film = `storyboard: 1
title: The lamp
provider: farm
format: { size: 320x180 }
scenes:
  - id: lamp
    segments: [{ id: climb, prompt: A lighthouse at dusk, duration: 4, attempts: 1 }]
`;

const quoting = (): Failure => ({ reason: 'other', message: `No: ${key}`, help: `Not ${key}`, again: false });

/** A farm whose answers may be other than that it makes what it is asked for. */
const farm = (answers: Partial<Omit<Provider, 'data'>> = {}, name = 'farm'): KnownProvider => ({
  data: fakeData(name),
  keys: { key: { kind: 'env', name: 'FARM_KEY' } },
  open: async ({ tools }) => ({
    submit: async () => ({ kind: 'accepted', remote: 'job-1' }),
    poll: async () => ({ kind: 'completed' }),
    async download(_, file) {
      const picture = 'color=teal:size=320x180:rate=24:duration=4';
      const args = ['-v', 'error', '-f', 'lavfi', '-i', picture, '-pix_fmt', 'yuv420p', file];
      await promisify(execFile)(tools.ffmpeg.path, args);
      return { kind: 'done' };
    },
    pollDelay: () => 0,
    ...answers,
  }),
});

const kindOf = (...providers: readonly KnownProvider[]): ProviderKind => ({
  name: 'farm',
  unconfigured: () => providers,
});

async function filmAt(kinds: readonly ProviderKind[], files: Readonly<Record<string, string>> = {}) {
  const made = await project({ 'lamp.storyboard.yaml': film, ...files });
  const events: Told[] = [];
  const world = machine({
    ...{ cwd: made.folder, env: { FARM_KEY: key, HOME: made.folder }, path: process.env.PATH },
    ...(files['config.yaml'] !== undefined && { configFile: 'config.yaml' }),
    emit: (event) => void events.push(event),
    providers: kinds,
  });
  const run = (more: { readonly deleteRemote?: boolean } = {}) =>
    runFilm(
      world,
      {
        ...{ overrides: { vars: {} }, concurrency: 1, keepGoing: true, stitch: false },
        ...{ onPlan: () => undefined, consent: async () => true, ...more },
      },
      new AbortController().signal,
    );
  return { made, world, run, events };
}

describe('a kind of provider that a program adds', () => {
  it('makes a film, is examined, and is rehearsed by the animatic', async () => {
    const { world, run, events } = await filmAt([kindOf(farm())]);
    expect(await run({ deleteRemote: true }), JSON.stringify(events)).toEqual({ kind: 'finished', cuts: [] });
    expect(events).toContainEqual(
      expect.objectContaining({
        diagnostic: expect.objectContaining({ message: "farm can't delete footage." }),
      }),
    );
    const { providers } = await examine(world, '0');
    expect(providers).toContainEqual({ name: 'farm', ready: true });
    const known = await world.providers();
    if (!known.ok) return expect.unreachable();
    expect([...known.value.data.keys()]).toEqual([...builtInProviders.keys(), 'farm']);
    const rehearsed = known.value.data.get('animatic')?.models.map(({ model }) => model);
    // The animatic's own model, and one of each model of the others.
    const built = [...builtInProviders.values()].flatMap(({ name, models }) =>
      name === 'animatic' ? [] : models.map(({ model }) => model),
    );
    expect(rehearsed).toEqual(['animatic', ...built, 'm']);
  });

  it('is found wanting without being asked', async () => {
    const { made } = await filmAt([]);
    const world = machine({ cwd: made.folder, path: process.env.PATH, providers: [kindOf(farm())] });
    const { providers } = await examine(world, '0');
    expect(providers).toContainEqual({
      ...{ name: 'farm', ready: false },
      note: 'farm needs a key in the environment variable FARM_KEY, which is not set.',
    });
  });

  const ways: Readonly<Record<string, Partial<Omit<Provider, 'data'>>>> = {
    'it refuses': { submit: async () => ({ kind: 'rejected', failure: quoting() }) },
    'it does not say whether it refuses': { submit: async () => ({ kind: 'unknown', failure: quoting() }) },
    'it names its job by it': { submit: async () => ({ kind: 'accepted', remote: `jobs/1?key=${key}` }) },
    'it fails': { poll: async () => ({ kind: 'failed', failure: quoting() }) },
    'it is silent': { poll: async () => ({ kind: 'unreachable', failure: quoting() }) },
    'it does not deliver': { download: async () => ({ kind: 'unreachable', failure: quoting() }) },
    'it lists': {
      submit: async () => ({ kind: 'unknown', failure: quoting() }),
      list: async () => ({ kind: 'unreachable', failure: quoting() }),
    },
  };

  it.each(Object.entries(ways))('tells its key to nobody when %s', async (_, answers) => {
    const { made, run, events } = await filmAt([kindOf(farm(answers))]);
    const end = await run();
    expect(end.kind).toBe('unfinished');
    const told = [JSON.stringify([events, end]), await made.read('.storycut/journal.jsonl')];
    for (const file of await readdir(made.path('.storycut'), { recursive: true, withFileTypes: true })) {
      if (file.isFile()) told.push(await readFile(`${file.parentPath}/${file.name}`, 'latin1'));
    }
    expect(told.join('\n')).not.toContain(key.slice(0, 13));
  });

  it('can have no name that there is already', async () => {
    const names = async (...kinds: readonly ProviderKind[]) => {
      const known = await machine({ cwd: '/', providers: kinds }).providers();
      return known.ok ? [] : known.error.map(({ code, message }) => `${code}: ${message}`);
    };
    expect(await names({ name: 'videos-api' })).toEqual([
      'twin-id: Two kinds of provider are named "videos-api".',
    ]);
    expect(await names(kindOf(farm({}, 'animatic'), farm({}, 'openai')))).toEqual([
      'twin-id: Two providers are named "animatic": animatic and farm each have one.',
      'twin-id: Two providers are named "openai": videos-api and farm each have one.',
    ]);
    expect(await names({ name: '../farm', unconfigured: () => [farm({}, 'a/b')] })).toEqual([
      'malformed: "../farm" is not a valid name for a kind of provider.',
      'malformed: "a/b" is not a valid name for a provider.',
    ]);
  });
});

describe('an entry of the config file', () => {
  const reader: EntryReader = {
    schema: {
      additionalProperties: false,
      required: ['rooms'],
      properties: {
        rooms: { description: 'How many rooms it has.', $ref: '#/definitions/count' },
        title: { type: 'string', minLength: 3 },
      },
      definitions: { count: { type: 'integer', minimum: 1 } },
    },
    read({ name, entry }) {
      const { rooms } = entry as { rooms: number };
      return {
        provider: farm({}, name),
        problems:
          rooms > 9 ? [{ code: 'out-of-range', path: ['rooms'], message: `${rooms} are too many.` }] : [],
      };
    },
  };
  const kind: ProviderKind = { name: 'key', entries: async () => reader };
  const config = (entries: string): string => `config: 1\nproviders:\n${entries}`;

  async function read(entries: string, kinds: readonly ProviderKind[] = [kind]) {
    const { made, world, run } = await filmAt(kinds, { 'config.yaml': config(entries) });
    const known = await world.providers();
    const text = known.ok ? '' : diagnosticsText(known.error, plain).replaceAll(made.folder, '~');
    return { known, run, text: text.replaceAll(/^ .*\n/gm, '') };
  }

  it('may be of that kind, beside others', async () => {
    const server =
      '  studio: { dialect: openai, base-url: "http://127.0.0.1:1/v1", models: { a: { like: sora-2 } } }\n';
    const { known, run, text } = await read(`  farm: { kind: key, rooms: 2 }\n${server}`);
    expect(text).toBe('');
    expect(known.ok && [...known.value.data.keys()]).toEqual([...builtInProviders.keys(), 'farm', 'studio']);
    expect(await run()).toEqual({ kind: 'finished', cuts: [] });
  });

  it.each([
    [
      '{ kind: key, room: 2 }',
      '~/config.yaml:3:22 error[unknown-key]: Unknown key `room`.\nhelp: Did you mean `rooms`?',
    ],
    ['{ kind: key, rooms: 0 }', '~/config.yaml:3:29 error[out-of-range]: `rooms` must be 1 or more, not 0.'],
    [
      '{ kind: key, rooms: 1, title: ab }',
      '~/config.yaml:3:39 error[malformed]: `title` must NOT have fewer than 3 characters.',
    ],
    ['{ kind: key, rooms: 12 }', '~/config.yaml:3:29 error[out-of-range]: 12 are too many.'],
    [
      '{ kind: kay, rooms: 2 }',
      '~/config.yaml:3:17 error[unknown-value]: `kind` can\'t be "kay".\nhelp: Did you mean `key`?',
    ],
    [
      '{ rooms: 2, kind: farm }',
      '~/config.yaml:3:27 error[unknown-value]: `kind` can\'t be "farm".\nhelp: Use videos-api or key.',
    ],
    ['{ rooms: 2 }', "~/config.yaml:3:11 error[misplaced-key]: `rooms` can't be used with `dialect`."],
    ['[2]', '~/config.yaml:3:9 error[wrong-type]'],
  ])('is told what is wrong with it: %s', async (entry, expected) => {
    const { text } = await read(`  farm: ${entry}\n`);
    expect(text).toContain(expected);
  });

  it('may hold anything where its kind says nothing', async () => {
    const free: ProviderKind = { name: 'free', entries: async () => ({ read: reader.read }) };
    const { text, known } = await read('  farm: { kind: free, rooms: 1, colour: [red] }\n', [kind, free]);
    expect(text).toBe('');
    expect(known.ok).toBe(true);
  });

  it('takes the place of a provider of its kind, and of no other', async () => {
    const both: ProviderKind = { ...kind, unconfigured: () => [farm({}, 'barn')] };
    expect((await read('  barn: { kind: key, rooms: 1 }\n', [both])).text).toBe('');
    for (const name of ['animatic', 'openai']) {
      const { text } = await read(`  ${name}: { kind: key, rooms: 1 }\n`, [both]);
      expect(text).toContain(
        `~/config.yaml:3:3 error[twin-id]: There is already a provider named \`${name}\`.`,
      );
    }
  });
});
