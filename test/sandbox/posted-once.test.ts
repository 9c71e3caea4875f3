import { expect, it } from 'vitest';
import { makeFilm } from './make-film.ts';
import { sandbox } from './sandbox.ts';

const film = (provider: string) => `storyboard: 1
title: One
provider: ${provider}
scenes: [ { id: s, segments: [ { id: wave, prompt: A wave breaks on the rocks, duration: 4 } ] } ]
`;

const services = {
  runway: ['RUNWAYML_BASE_URL', 'RUNWAYML_API_SECRET'],
  byteplus: ['ARK_BASE_URL', 'ARK_API_KEY'],
  gemini: ['GEMINI_BASE_URL', 'GEMINI_API_KEY'],
} as const;

/** How often it was posted, what was made and would have been charged, and how the run ended. */
async function run(service: keyof typeof services, fault: string) {
  const server = await sandbox({ service, faults: `create ${fault}` });
  const [url, key] = services[service];
  const end = await makeFilm(film(service), { [url]: server.url, [key]: 'any' }).then(
    () => 'finished',
    () => 'stopped',
  );
  const posts = server.ledger.requests.filter(({ operation }) => operation === 'create');
  return [posts.length, server.ledger.paid.length, end];
}

const all = Object.keys(services) as (keyof typeof services)[];

it.each(all)('a paid request that %s leaves unanswered is never sent again', async (service) => {
  for (const fault of [
    'reset-after',
    '500-after',
    '502-after',
    '503-after',
    'half-json',
    'html',
    'no-id',
    'cut',
  ]) {
    expect([fault, ...(await run(service, fault))]).toEqual([fault, 1, 1, 'stopped']);
  }
});

it.each(all)('a paid request that %s redirects is not sent there', async (service) => {
  for (const fault of ['redirect', 'redirect-away']) {
    expect([fault, ...(await run(service, fault))]).toEqual([fault, 1, 0, 'stopped']);
  }
});

it.each(all)('a request that %s has no time for is sent once more, and paid once', async (service) => {
  expect(await run(service, '429:1')).toEqual([2, 1, 'finished']);
});
