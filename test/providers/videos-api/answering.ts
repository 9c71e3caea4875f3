import type { Polled, Submitted } from '../../../src/providers/provider.ts';
import type { DialectName } from '../../../src/providers/videos-api/dialect.ts';
import { type Answer, scriptedServer } from '../../rig/scripted-server.ts';
import { asking, generate, impatient, on, submission } from './asking.ts';

/** Answers with a text as it is. */
export const raw =
  (text: string, status = 200, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    void response.writeHead(status, headers).end(text);

export const html: Answer = (_, response) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Welcome</body></html>');

export const endless: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const pour = (): void => {
    while (!response.destroyed && response.write(' '.repeat(16_384)));
  };
  response.on('drain', pour);
  pour();
};

export const silentAfterHeaders: Answer = (_, response) =>
  void response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
    .write('{"id"');

export const silent: Answer = () => undefined;

/** An asker that waits for silence no longer than it must. */
export const waitingFor = (answer: Answer, url: string) =>
  asking(url, answer === silent || answer === silentAfterHeaders ? { patience: impatient } : {});

/** What a create comes to that is answered so. */
export async function submitTo(answer: Answer): Promise<Submitted> {
  const server = await scriptedServer(answer);
  return asking(server.url).submit(submission(generate()), on());
}

/** What a poll comes to that is answered so. */
export async function pollAt(answer: Answer, dialect: DialectName = 'newapi'): Promise<Polled> {
  const server = await scriptedServer(answer);
  return asking(server.url, { dialect }).poll('video_1', on());
}
