import { on } from 'node:events';
import type { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { type Project, project } from '../rig/project.ts';
import { sandbox } from '../sandbox/sandbox.ts';

const card = (text: string): string => `storyboard: 1
title: Watched
format: { size: 160x96 }
scenes:
  - id: s
    segments:
      - { id: title, card: { text: "${text}" }, duration: 0.5 }
`;

/** A running `watch`; `round` is all that it says up to its next wait. */
function watching(made: Project, ...args: string[]) {
  const { child, ended } = made.start(...args);
  const rounds = roundsIn(on(child.stderr as Readable, 'data', { close: ['end'] }));
  const round = async (): Promise<string> => (await rounds.next()).value ?? '';
  const end = async () => {
    child.kill('SIGINT');
    return await ended;
  };
  return { round, end };
}

const wait = 'Ctrl-C ends.';

async function* roundsIn(heard: AsyncIterable<readonly unknown[]>): AsyncGenerator<string, undefined> {
  let left = '';
  for await (const [bytes] of heard) {
    left += String(bytes);
    for (let at = left.indexOf(wait); at >= 0; at = left.indexOf(wait)) {
      yield left.slice(0, at);
      left = left.slice(at + wait.length);
    }
  }
}

it('cuts the film at once and after each save, and tells what is wrong with its place until it is mended', async () => {
  const made = await project({ 'f.storyboard.yaml': card('one') });
  const watch = watching(made, 'watch');
  expect(await watch.round()).toMatch(/Watching \d files?\. $/);
  const first = await made.read('f.mp4');

  await made.write('f.storyboard.yaml', card('one').replace('0.5', '"soon"'));
  expect(await watch.round()).toMatch(/f\.storyboard\.yaml changed\.\n.*f\.storyboard\.yaml:7:\d+.*error/s);
  expect(await made.read('f.mp4')).toBe(first);

  await made.write('f.storyboard.yaml', card('two'));
  expect(await watch.round()).not.toContain('error');
  expect(await made.read('f.mp4')).not.toBe(first);

  await made.write('f.storyboard.yaml', `${card('two')}      - { id: own, file: own.png, duration: 0.5 }\n`);
  expect(await watch.round()).toContain('[missing-file]');
  await made.write('own.png', onePixel);
  expect(await watch.round()).toMatch(/^\s*own\.png changed\.\n.*Watching \d files/s);
  const { code, stderr } = await watch.end();
  expect([code, stderr]).toEqual([130, expect.stringContaining('Stopping.')]);
});

it('pays for nothing but what fits into a budget for all of its runs', async () => {
  const server = await sandbox();
  const film = (prompt: string): string => `storyboard: 1
title: W
provider: studio
defaults: { duration: 4 }
scenes:
  - id: s
    segments:
      - { id: wake, prompt: "${prompt}" }
`;
  const config = `config: 1
providers:
  studio: { dialect: openai, base-url: "${server.url}", key: { env: STUDIO_KEY }, poll-every: 0.1, models: { sora-2: { like: sora-2, price: 0.1 } } }
`;
  const made = await project(
    { 'f.storyboard.yaml': film('the sea'), 'config.yaml': config },
    { under: ['env', 'STUDIO_KEY=sk-x'] },
  );
  const cautious = watching(made, '--config', 'config.yaml', 'watch');
  expect(await cautious.round()).toMatch(/This costs \$0\.40, so it waits\./);
  await cautious.end();
  expect(server.ledger.paid).toHaveLength(0);

  const flags = ['--max-cost', '0.5', '--no-stitch'];
  const willing = watching(made, '--config', 'config.yaml', 'watch', ...flags);
  expect(await willing.round()).toContain('$0.10 of --max-cost left.');
  await made.write('f.storyboard.yaml', film('the shore'));
  expect(await willing.round()).toContain('more than the $0.10 that --max-cost allows');
  await willing.end();
  expect(server.ledger.paid).toHaveLength(1);
});

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
