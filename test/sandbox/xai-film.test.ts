import { expect, it } from 'vitest';
import { machine } from '../../src/project/machine/machine.ts';
import { runFilm } from '../../src/project/run/run.ts';
import { png } from '../providers/videos-api/asking.ts';
import { project } from '../rig/project.ts';
import { sandbox } from './sandbox.ts';

const film = `storyboard: 1
title: The lamp
provider: xai
format: { aspect: "16:9", resolution: 720p }
scenes:
  - id: lamp
    segments:
      - { id: words, prompt: A lighthouse at dusk, duration: 4 }
      - { id: meets, image: previous, prompt: The camera rises, duration: 3 }
      - { id: ends, image: lamp.png, last-image: lamp.png, prompt: The lamp turns, duration: 5, sound: off }
      - { id: leans, prompt: The keeper waves, duration: 6, references: [ { image: lamp.png } ] }
      - { id: classic, model: grok-imagine-video, prompt: Waves, duration: 2 }
      - { id: further, model: grok-imagine-video, extend: classic, prompt: More waves, duration: 3 }
      - { id: warm, model: grok-imagine-video, edit: classic, prompt: Warmer }
`;

it('a film at xAI begins, meets, ends, leans, goes on and is edited as it says, each job posted once', async () => {
  const server = await sandbox({ service: 'xai', speed: 500 });
  const made = await project({ 'lamp.storyboard.yaml': film, 'lamp.png': await png(1280, 720) });
  const costs: number[] = [];
  let planned = 0;
  const end = await runFilm(
    machine({
      cwd: made.folder,
      env: { XAI_API_KEY: 'xai-0123', XAI_BASE_URL: server.url },
      emit: (event) => {
        if (event.type === 'job-finished') costs.push(event.cost);
      },
    }),
    {
      overrides: { vars: {} },
      concurrency: 4,
      keepGoing: true,
      stitch: true,
      onPlan: ({ jobs }) => {
        planned = jobs.reduce((sum, { cost }) => sum + cost, 0);
      },
      consent: async () => true,
    },
    new AbortController().signal,
  );
  expect(end).toMatchObject({ kind: 'finished' });
  const posts = server.ledger.requests.filter(({ method }) => method === 'POST');
  expect(posts.map(({ path }) => path).sort()).toEqual([
    '/v1/videos/edits',
    '/v1/videos/extensions',
    ...Array.from({ length: 5 }, () => '/v1/videos/generations'),
  ]);
  const paid = server.ledger.paid.map(({ cost }) => cost).sort();
  // 4 s; 3 s, 5 s and 6 s with an image or two; 2 s of the older model, 3 s more, and those 2 s again.
  expect(paid).toEqual([0.14, 0.16, 0.23, 0.43, 0.56, 0.72, 0.85].sort());
  // A frame job costs nothing.
  expect(costs.filter((cost) => cost > 0).sort()).toEqual(paid);
  // Only how extensions are billed is not published: the longest source is assumed.
  expect(planned).toBeCloseTo(paid.reduce((sum, cost) => sum + cost, 0) + 0.13, 6);
});
