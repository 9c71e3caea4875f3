import { readdir, readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Told } from '../../src/project/events/film-event.ts';
import { machine } from '../../src/project/machine/machine.ts';
import { runFilm } from '../../src/project/run/run.ts';
import type { ServedDialect } from '../../src/sandbox/services/videos/dialects.ts';
import { project } from '../rig/project.ts';
import { sandbox } from '../sandbox/sandbox.ts';

const film = `storyboard: 1
title: The lamp
provider: studio
model: sora-2
format: { aspect: "16:9", resolution: 720p }
scenes:
  - id: lamp
    segments:
      - { id: climb, prompt: A lighthouse at dusk, duration: 4 }
      - { id: door, prompt: A door opens, duration: 4 }
`;
const higher = '      - { id: higher, extend: climb, prompt: The camera rises, duration: 4 }\n';

/** A film at a sandbox; `run` makes it and then deletes there what it may, and gives what it told about that. */
async function filmAt({ dialect, faults }: { dialect?: ServedDialect; faults?: string } = {}) {
  const server = await sandbox({ ...(dialect && { dialect }), ...(faults && { faults }) });
  const made = await project({
    'lamp.storyboard.yaml': film,
    'config.yaml': `config: 1
providers:
  studio:
    dialect: ${dialect ?? 'openai'}
    base-url: ${server.url}
    key: { env: STUDIO_KEY }
    poll-every: 0.1
    models: { sora-2: { like: sora-2 } }
`,
  });
  return {
    made,
    /** Its entry gets another name in the config file, and in the storyboard. */
    async rename(name: string) {
      const config = await made.read('config.yaml');
      await made.write('config.yaml', config.replace('  studio:', `  ${name}:`));
      await made.write('lamp.storyboard.yaml', film.replace('provider: studio', `provider: ${name}`));
    },
    asked: (method: string) => server.ledger.requests.filter((request) => request.method === method),
    async run({ only }: { only?: readonly string[] } = {}) {
      const events: Told[] = [];
      const world = machine({
        ...{
          cwd: made.folder,
          configFile: 'config.yaml',
          env: { STUDIO_KEY: 'sk-secret', STORYCUT_STATE: made.path('state') },
        },
        emit: (event) => events.push(event),
      });
      const end = await runFilm(
        world,
        {
          ...{ overrides: { vars: {} }, concurrency: 2, keepGoing: true, stitch: false, only },
          ...{ deleteRemote: true, onPlan: () => undefined, consent: async () => true },
        },
        new AbortController().signal,
      );
      expect(end, JSON.stringify(events, null, 1)).toEqual({ kind: 'finished', cuts: [] });
      return events.flatMap((event) =>
        event.type === 'notice' ? [`${event.diagnostic.severity}: ${event.diagnostic.message}`] : [],
      );
    },
  };
}

test('what is safe in the store is deleted once, and can be extended all the same', async () => {
  const { made, run, asked } = await filmAt();
  expect(await run()).toEqual(['note: 2 videos were deleted at studio.']);
  expect(asked('DELETE')).toHaveLength(2);
  expect(await run()).toEqual([]);
  expect(asked('DELETE')).toHaveLength(2);

  await made.write('lamp.storyboard.yaml', film + higher);
  expect(await run()).toEqual(['note: 1 video was deleted at studio.']);
  // The server doesn't know the source any more, so its footage goes along.
  expect(asked('POST').at(-1)).toMatchObject({ operation: 'extend', status: 200 });
  expect(asked('POST').at(-1)?.fields).toEqual(expect.arrayContaining(['video']));
});

test('what a job is still to go on from stays until that is made', async () => {
  const { made, run } = await filmAt();
  await made.write('lamp.storyboard.yaml', film + higher);
  expect(await run({ only: ['climb', 'door'] })).toEqual([
    'note: The footage of climb stays at studio: higher still has to continue from it.',
    'note: 1 video was deleted at studio.',
  ]);
  expect(await run()).toEqual(['note: 2 videos were deleted at studio.']);
});

test('what the server does not delete is told, and asked for again by the next run', async () => {
  const { run } = await filmAt({ faults: 'delete "lighthouse" 500' });
  expect(await run()).toEqual([
    'warning: The footage of climb stays at studio: studio failed: 500 server_error, The sandbox was told to answer 500.',
    'note: 1 video was deleted at studio.',
  ]);
  expect(await run()).toEqual(['note: 1 video was deleted at studio.']);
});

test('what is gone already counts as deleted', async () => {
  const { run } = await filmAt({ faults: 'delete "lighthouse" 404' });
  expect(await run()).toEqual(['note: 2 videos were deleted at studio.']);
});

test('what is not whole in the store is never deleted', async () => {
  const { made, run, asked } = await filmAt({ faults: 'delete 1+ 500' });
  await run();
  const clips = made.path('.storycut', 'clips');
  for (const name of await readdir(clips)) {
    const bytes = await readFile(`${clips}/${name}`);
    bytes[bytes.length - 1] = 255 - (bytes.at(-1) ?? 0);
    await writeFile(`${clips}/${name}`, bytes);
  }
  const before = asked('DELETE').length;
  expect(await run()).toEqual([
    'warning: The footage of climb stays at studio: its clip in the store is missing or damaged.',
    'warning: The footage of door stays at studio: its clip in the store is missing or damaged.',
  ]);
  expect(asked('DELETE')).toHaveLength(before);
});

test('a server that can not delete is named', async () => {
  const { run } = await filmAt({ dialect: 'newapi' });
  expect(await run()).toEqual(["note: studio can't delete footage."]);
});

test('what a provider made whose entry was renamed since is told to stay there', async () => {
  const { run, rename, asked } = await filmAt({ dialect: 'newapi' });
  await run();
  await rename('lab');
  expect(await run()).toContain(
    'warning: 2 videos stay at studio: there is no provider of that name any more.',
  );
  expect(asked('POST')).toHaveLength(4);
});
