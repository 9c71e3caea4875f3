import { describe, expect, it } from 'vitest';
import { emptyHoldings } from '../../src/core/holdings.ts';
import { loadFilm, planFilm } from '../../src/project/film/film.ts';
import { examine } from '../../src/project/machine/doctor.ts';
import { machine } from '../../src/project/machine/machine.ts';
import { loadProviders } from '../../src/project/machine/providers.ts';
import { type RunRequest, runFilm } from '../../src/project/run/run.ts';
import { builtInProviders } from '../../src/providers/registry.ts';
import { project } from '../rig/project.ts';

const storyboard = `storyboard: 1
title: The lamp
provider: studio
scenes:
  - id: lamp
    segments: [{ id: climb, prompt: A lighthouse at dusk, duration: 4 }]
`;

const config = `config: 1
providers:
  studio:
    dialect: openai
    base-url: http://127.0.0.1:8091/v1
    key: { env: STUDIO_KEY }
    models: { lamp-1: { like: sora-2, price: 0.25 } }
`;

const film = () => project({ 'config.yaml': config, 'lamp.storyboard.yaml': storyboard });

const request: RunRequest = {
  overrides: { vars: {} },
  concurrency: 1,
  keepGoing: true,
  stitch: true,
  onPlan: () => undefined,
  consent: async () => true,
};

describe('the providers of a machine', () => {
  it('are planned with, and rehearsed by the animatic', async () => {
    const made = await film();
    const world = machine({ cwd: made.folder, configFile: 'config.yaml' });
    for (const [overrides, cost] of [
      [{ vars: {} }, 1],
      [{ vars: {}, provider: 'animatic', model: 'lamp-1' }, 0],
    ] as const) {
      const loaded = await loadFilm(world, { overrides });
      if (!loaded.ok) throw new Error(loaded.error[0]?.message);
      const plan = planFilm(loaded.value, emptyHoldings, { concurrency: 1 });
      expect(plan).toMatchObject({
        ok: true,
        value: { cost: { needed: cost }, jobs: [{ kind: 'generate' }] },
      });
    }
  });

  it('come from the usual place where no file is named', async () => {
    const made = await project({ 'storycut/config.yaml': config });
    const loaded = await loadProviders({ cwd: made.folder, env: { XDG_CONFIG_HOME: made.folder } });
    expect(loaded.ok && [...loaded.value.data.keys()]).toEqual([...builtInProviders.keys(), 'studio']);
  });

  it('need the file that was named', async () => {
    const made = await film();
    const loaded = await loadProviders({ cwd: made.folder, env: {}, configFile: 'nowhere.yaml' });
    expect(loaded).toMatchObject({ ok: false, error: [{ code: 'file-not-found' }] });
  });

  it('can not be run without their key, and say which', async () => {
    const made = await film();
    const world = machine({ cwd: made.folder, configFile: 'config.yaml', path: process.env.PATH });
    const end = await runFilm(world, request, new AbortController().signal);
    expect(end).toMatchObject({
      kind: 'refused',
      why: 'environment',
      diagnostics: [{ code: 'key-missing', message: expect.stringContaining('STUDIO_KEY') }],
    });
    const { providers } = await examine(world, '0');
    expect(providers.map(({ name }) => name)).toEqual([...builtInProviders.keys(), 'studio']);
    expect(providers).toMatchObject(
      expect.arrayContaining([
        { name: 'animatic', ready: true },
        { name: 'openai', ready: false, note: expect.stringContaining('retired') },
        { name: 'runway', ready: false, note: expect.stringContaining('RUNWAYML_API_SECRET') },
        { name: 'studio', ready: false, note: expect.stringContaining('STUDIO_KEY') },
      ]),
    );
  });
});

describe('the built-in openai', () => {
  const openai = async (url?: string) => {
    const loaded = await loadProviders({ cwd: '/', env: { OPENAI_BASE_URL: url } });
    return loaded.ok ? loaded.value.data.get('openai') : loaded.error[0];
  };

  it('is retired at its own host, and lives on elsewhere', async () => {
    for (const url of [undefined, '', 'https://api.openai.com/v1']) {
      expect(await openai(url)).toMatchObject({
        unavailable: { help: expect.stringContaining('OPENAI_BASE_URL') },
      });
    }
    const elsewhere = await openai('http://127.0.0.1:4000/v1');
    expect(elsewhere).not.toHaveProperty('unavailable');
    expect(JSON.stringify(elsewhere)).not.toContain('endOfLife');
  });

  it('is not used where its key would be read on the way', async () => {
    expect(await openai('http://api.example.com/v1')).toMatchObject({
      unavailable: { reason: expect.stringContaining('reached over plain http') },
    });
  });

  it('can be planned for but not used at what is no address', async () => {
    expect(await openai('localhost')).toMatchObject({
      unavailable: { reason: 'OPENAI_BASE_URL: "localhost" is not a valid URL.' },
    });
  });
});
