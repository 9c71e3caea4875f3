import { expect, it } from 'vitest';
import { makeFilm } from './make-film.ts';
import { sandbox } from './sandbox.ts';

const film = `storyboard: 1
title: The lamp
provider: byteplus
format: { aspect: "16:9", resolution: 720p }
scenes:
  - id: lamp
    segments:
      - { id: words, prompt: A lighthouse at dusk, duration: 4 }
      - { id: meets, image: previous, prompt: The camera rises, duration: 4 }
      - { id: ends, image: lamp.png, last-image: lamp.png, prompt: The lamp turns, duration: 4, sound: off }
      - { id: leans, prompt: The keeper waves, duration: 4, references: [ { image: lamp.png } ] }
      - { id: lasts, model: dreamina-seedance-2-0-260128, prompt: The sea, duration: 20 }
`;

it('a film at BytePlus begins, meets, ends, leans and lasts as it says, each job posted once and charged as planned', async () => {
  const server = await sandbox({ service: 'byteplus' });
  const costs = await makeFilm(film, { ARK_API_KEY: 'any', ARK_BASE_URL: server.url });
  const posts = server.ledger.requests.filter(({ method }) => method === 'POST');
  expect(posts).toHaveLength(6);
  // Twenty seconds are fifteen and five; frames cost nothing.
  const second = 0.0216;
  const newer = second * 10.7 * 4;
  const each = [newer, newer, newer, newer, second * 7 * 5, second * 7 * 15].map((one) =>
    expect.closeTo(one, 6),
  );
  expect(costs).toEqual([0, 0, ...[each[4], ...each.slice(0, 4), each[5]]]);
  expect(server.ledger.paid.map(({ cost }) => cost).sort((a, b) => a - b)).toEqual(costs.slice(2));
});
