import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { access, constants, mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { page } from './page.ts';

/** What a browser's player says of a film. */
export interface Played {
  /** Why it stopped before the end; empty when it did not. */
  readonly error: string;
  readonly ended: boolean;
  /** Seconds. */
  readonly duration: number;
  readonly at: number;
  readonly width: number;
  readonly height: number;
  /** Seconds of the film at which each frame that was presented while playing stands. */
  readonly presented: readonly number[];
  /** Bytes of sound that were decoded. */
  readonly sound: number;
  /** Of each frame of the film, sought one by one: how bright each bar of `bars` is, 0 to 255. */
  readonly frames: readonly (readonly number[])[];
}

export interface Playing {
  readonly file: string;
  /** How often a second frames are sought; 0 seeks none. */
  readonly fps: number;
  /** Into how many columns a frame's middle row is divided. */
  readonly bars: number;
}

/** Plays a film in a real browser to its end, then looks at its frames one by one. */
export async function playInBrowser(playing: Playing): Promise<Played> {
  const browser = await findBrowser();
  const profile = await mkdtemp(join(tmpdir(), 'storycut-player-'));
  let told: (played: Played) => void = () => undefined;
  const answer = new Promise<Played>((resolve) => {
    told = resolve;
  });
  const server = createServer((request, response) => {
    if (request.url === '/film.mp4') void sendFilm(playing.file, request, response);
    else if (request.method === 'POST') void readAll(request).then((body) => told(JSON.parse(body)));
    else response.setHeader('content-type', 'text/html').end(page(playing.fps, playing.bars));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const child = spawn(
    browser,
    [
      ...['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
      ...['--autoplay-policy=no-user-gesture-required', `--user-data-dir=${profile}`],
      `http://127.0.0.1:${port}/`,
    ],
    { stdio: 'ignore' },
  );
  try {
    const gone = new Promise<never>((_, reject) => {
      child.on('error', reject);
      child.on('exit', (code) => reject(new Error(`the browser ended with ${code} before the film did`)));
    });
    return await Promise.race([answer, gone]);
  } finally {
    const ended = new Promise((resolve) => child.on('exit', resolve));
    if (child.exitCode === null && child.kill()) await ended;
    server.closeAllConnections();
    server.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** `CHROMIUM_PATH`, else the first of Chromium's names on PATH. */
export async function findBrowser(): Promise<string> {
  const { CHROMIUM_PATH, PATH = '' } = process.env;
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  for (const folder of PATH.split(delimiter)) {
    for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
      const file = join(folder, name);
      const runs = await access(file, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (runs) return file;
    }
  }
  throw new Error('There is no Chromium on PATH. Install one, or name it in CHROMIUM_PATH.');
}

/** Players ask for ranges, and seek only where they get them. */
async function sendFilm(file: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { size } = await stat(file);
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const start = Number(first ?? 0);
  const end = last ? Number(last) : size - 1;
  response.writeHead(first === undefined ? 200 : 206, {
    'content-type': 'video/mp4',
    'content-length': end - start + 1,
    'accept-ranges': 'bytes',
    ...(first !== undefined && { 'content-range': `bytes ${start}-${end}/${size}` }),
  });
  createReadStream(file, { start, end })
    .on('error', () => response.destroy())
    .pipe(response);
}

async function readAll(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request) body += part;
  return body;
}
