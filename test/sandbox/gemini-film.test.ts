import { expect, it } from 'vitest';
import { makeFilm } from './make-film.ts';
import { sandbox } from './sandbox.ts';

const film = `storyboard: 1
title: The lamp
provider: gemini
format: { aspect: "16:9", resolution: 720p }
scenes:
  - id: lamp
    segments:
      - { id: words, prompt: A lighthouse at dusk, duration: 4 }
      - { id: meets, image: previous, prompt: The camera rises, duration: 4 }
      - { id: ends, image: lamp.png, last-image: lamp.png, prompt: The lamp turns, duration: 4, sound: off }
      - { id: leans, prompt: The keeper waves, duration: 4, references: [ { image: lamp.png } ] }
      - { id: lasts, prompt: The sea, duration: 13 }
      - { id: night, edit: words, prompt: The same at night }
`;

it('a film at Gemini begins, meets, ends, leans, lasts and changes as it says, each job posted once and charged by its tokens', async () => {
  const server = await sandbox({ service: 'gemini' });
  const costs = await makeFilm(film, { GEMINI_API_KEY: 'any', GEMINI_BASE_URL: server.url });
  const posts = server.ledger.requests.filter(({ method }) => method === 'POST');
  expect(posts.map(({ operation }) => operation).sort()).toEqual([...Array(6).fill('create'), 'edit']);
  // Seconds cost what was planned, and words, pictures and thoughts less than a cent. Frames are free.
  const seconds = [3, 4, 4, 4, 4, 4, 10];
  const second = (5792 * 17.5) / 1e6;
  expect(costs.slice(0, 2)).toEqual([0, 0]);
  for (const [n, cost] of costs.slice(2).entries()) {
    const planned = second * (seconds[n] ?? 0);
    expect(cost).toBeGreaterThan(planned);
    expect(cost).toBeLessThan(planned + 0.04);
  }
  expect(server.ledger.paid.map(({ cost }) => cost).sort((a, b) => a - b)).toEqual(
    costs.slice(2).map((cost) => expect.closeTo(cost, 5)),
  );
});
