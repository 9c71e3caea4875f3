import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { onTestFinished } from 'vitest';
import { machine } from '../../src/project/machine/machine.ts';
import type { ShownDocument, ShownFilm, ShownSegment } from '../../src/review/film/shown.ts';
import { openReview, type Review } from '../../src/review/open-review.ts';
import { type Project, project } from '../rig/project.ts';
import { raw } from './raw.ts';

export const file = 'film.storyboard.yaml';

/** Comments and layout that nothing may change. */
export const film = `storyboard: 1   # of two doors
title: Two Doors
format: { size: 320x180, fps: 24 }
scenes:
  - id: only
    segments:
      # the first
      - id: door      # with a comment
        prompt: A door
        duration: 0.5

      - { id: hall, prompt: 'A hall', duration: 0.5 }   # flow
`;

/** A page about a film, asked as the page asks. */
export interface Reviewed {
  readonly made: Project;
  readonly review: Review;
  document(): Promise<ShownDocument>;
  film(): Promise<ShownFilm>;
  segment(id: string): Promise<ShownSegment>;
  /** The answer's status, and what it says. */
  ask(
    doing: string,
    asked: unknown,
  ): Promise<{
    readonly status: number;
    readonly value: { readonly message: string; readonly price: number };
  }>;
  get(path: string): ReturnType<typeof raw>;
  /** Events that were told since it was opened, as lines. */
  readonly events: readonly string[];
}

export async function reviewed(
  text: string,
  before: readonly (readonly string[])[] = [],
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<Reviewed> {
  const made = await project({ [file]: text, ...files });
  for (const args of before) {
    const ended = await made.did(...args);
    if (ended.code !== 0) throw new Error(ended.text);
  }
  const { PATH, FFMPEG_PATH } = process.env;
  const world = machine({
    cwd: made.folder,
    path: PATH,
    ffmpegPath: FFMPEG_PATH,
    env: { HOME: made.folder },
  });
  const opened = await openReview({ world, request: { storyboard: made.path(file) }, who: 'ana' });
  if (!opened.ok) throw new Error(opened.error.diagnostics[0]?.message);
  const review = opened.value;
  onTestFinished(async () => {
    await review.close();
    await rm(made.path('.cache'), { recursive: true, force: true });
  });
  const { port } = review;
  const host = `Host: 127.0.0.1:${port}`;
  const page = await raw(port, [
    `GET ${review.link().replace(/^http:\/\/[^/]+/, '')} HTTP/1.1`,
    host,
    'Connection: close',
  ]);
  const cookie = `Cookie: ${page.headers['set-cookie']?.split(';')[0]}`;
  const ticket = /name="ticket" content="([^"]+)"/.exec(page.body)?.[1];
  const get = (path: string) => raw(port, [`GET ${path} HTTP/1.1`, host, cookie, 'Connection: close']);
  const document = async (): Promise<ShownDocument> =>
    JSON.parse(Buffer.from((await get('/film.json')).body, 'latin1').toString('utf8'));
  const shown = async (): Promise<ShownFilm> => {
    const { film: now, diagnostics } = await document();
    if (!now) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
    return now;
  };
  const events: string[] = [];
  const stream = new AbortController();
  onTestFinished(() => stream.abort());
  follow(port, cookie.slice('Cookie: '.length), events, stream.signal);
  return {
    ...{ made, review, document, film: shown, get, events },
    async segment(id) {
      const found = (await shown()).segments.find((one) => one.id === id);
      if (!found) throw new Error(`no segment ${id}`);
      return found;
    },
    async ask(doing, asked) {
      const body = JSON.stringify(asked);
      const answer = await raw(
        port,
        [
          ...[
            `POST /do/${doing} HTTP/1.1`,
            host,
            cookie,
            `Origin: http://127.0.0.1:${port}`,
            `X-Storycut-Ticket: ${ticket}`,
          ],
          ...[
            'Content-Type: application/json',
            `Content-Length: ${Buffer.byteLength(body)}`,
            'Connection: close',
          ],
        ],
        body,
      );
      return {
        status: answer.status,
        value: JSON.parse(Buffer.from(answer.body, 'latin1').toString('utf8')),
      };
    },
  };
}

function follow(port: number, cookie: string, events: string[], signal: AbortSignal): void {
  const asking = request(
    { host: '127.0.0.1', port, path: '/events', headers: { cookie }, signal },
    (answer) => {
      let rest = '';
      answer.setEncoding('utf8').on('data', (text: string) => {
        const parts = (rest + text).split('\n\n');
        rest = parts.pop() ?? '';
        events.push(...parts);
      });
      answer.on('error', () => undefined);
    },
  );
  asking.on('error', () => undefined);
  asking.end();
}
