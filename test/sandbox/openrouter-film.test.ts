import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { machine } from '../../src/project/machine/machine.ts';
import { refreshed } from '../../src/project/machine/provider-states.ts';
import { makeFilm } from './make-film.ts';
import { sandbox } from './sandbox.ts';

const film = `storyboard: 1
title: The lamp
provider: openrouter
format: { aspect: "16:9", resolution: 720p }
scenes:
  - id: lamp
    segments:
      - { id: words, prompt: A lighthouse at dusk, duration: 4 }
      - { id: meets, image: previous, prompt: The camera rises, duration: 4 }
      - { id: ends, image: lamp.png, last-image: lamp.png, prompt: The lamp turns, duration: 6, sound: off }
      - { id: leans, model: bytedance/seedance-2.0, prompt: The keeper waves, duration: 5, references: [ { image: lamp.png } ] }
      - { id: lit, model: x-ai/grok-imagine-video-1.5, image: lamp.png, prompt: The lamp, duration: 2 }
`;

it('a film at OpenRouter is made by the models of its own list, each job posted once and charged as planned', async () => {
  const server = await sandbox({ service: 'openrouter', speed: 500 });
  const cache = await mkdtemp(join(tmpdir(), 'storycut-cache-'));
  onTestFinished(() => rm(cache, { recursive: true }));
  const env = { OPENROUTER_API_KEY: 'any', OPENROUTER_BASE_URL: server.url, XDG_CACHE_HOME: cache };
  const world = machine({ cwd: cache, env });
  const known = await world.providers();
  const all = known.ok ? known.value.known.values() : [];
  expect((await refreshed(all, world, new AbortController().signal)).problems).toEqual([]);
  const costs = await makeFilm(film, env);
  const posts = server.ledger.requests.filter(({ method }) => method === 'POST');
  expect(posts.map(({ path }) => path)).toEqual(Array.from({ length: 5 }, () => '/api/v1/videos'));
  // Veo with and without sound, Seedance by its tokens, Grok with a picture; a frame costs nothing.
  expect(costs).toEqual([0, 0.29, 0.4, 0.4, 0.48, 0.756]);
  expect(server.ledger.paid.map(({ cost }) => cost).sort()).toEqual(costs.slice(1));
});
