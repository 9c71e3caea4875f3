import { expect, it } from 'vitest';
import { makeFilm } from './make-film.ts';
import { sandbox } from './sandbox.ts';

const film = `storyboard: 1
title: The lamp
provider: runway
model: veo3.1
format: { aspect: "16:9", resolution: 720p }
scenes:
  - id: lamp
    segments:
      - { id: words, prompt: A lighthouse at dusk, duration: 4 }
      - { id: meets, image: previous, prompt: The camera rises, duration: 4 }
      - { id: ends, image: lamp.png, last-image: lamp.png, prompt: The lamp turns, duration: 4, sound: off }
      - { id: leans, model: seedance2, prompt: The keeper waves, duration: 4, references: [ { image: lamp.png } ] }
`;

it('a film at Runway begins, meets, ends and leans as it says, each job posted once and charged as planned', async () => {
  const server = await sandbox({ service: 'runway' });
  const key = `key_${'0'.repeat(128)}`;
  const costs = await makeFilm(film, { RUNWAYML_API_SECRET: key, RUNWAYML_BASE_URL: server.url });
  const posts = server.ledger.requests.filter(({ method }) => method === 'POST');
  expect(posts.map(({ path }) => path).sort()).toEqual([
    ...['/v1/image_to_video', '/v1/image_to_video', '/v1/text_to_video', '/v1/text_to_video'],
  ]);
  // A frame job costs nothing; Veo's seconds cost half without sound.
  expect(costs).toEqual([0, 0.8, 1.44, 1.6, 1.6]);
  expect(server.ledger.paid.map(({ cost }) => cost).sort()).toEqual([0.8, 1.44, 1.6, 1.6]);
});
