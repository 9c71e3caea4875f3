import { type FileHandle, open } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

export interface ServedFile {
  /** Absolute. */
  readonly file: string;
  readonly type:
    | 'video/mp4'
    | 'video/webm'
    | 'image/png'
    | 'image/jpeg'
    | 'image/webp'
    | 'audio/mpeg'
    | 'audio/wav'
    | 'audio/mp4'
    | 'audio/ogg'
    | 'audio/aac'
    | 'audio/flac'
    | 'application/octet-stream';
}

/**
 * Bytes of one answer to a request for a range at most. A browser has six connections to a server, and a player that is paused
 * keeps the one on which it waits: shorter answers end, and it asks for more when it needs more.
 */
const most = 2 << 20;

/** Sends a file whose bytes never change, or a range of it. */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { file, type }: ServedFile,
): Promise<void> {
  const opened = await openFile(file);
  if (!opened) return void response.writeHead(404, { 'content-length': 0 }).end();
  try {
    const { size } = await opened.stat();
    const range = rangeIn(request.headers.range, size);
    const common = {
      'content-type': type,
      'accept-ranges': 'bytes',
      'cache-control': 'private, max-age=31536000, immutable',
    };
    if (range === 'beyond') {
      response.writeHead(416, { 'content-range': `bytes */${size}`, 'content-length': 0 }).end();
      return;
    }
    const { start, end } = range ?? { start: 0, end: size - 1 };
    response.writeHead(range ? 206 : 200, {
      ...common,
      'content-length': end - start + 1,
      ...(range && { 'content-range': `bytes ${start}-${end}/${size}` }),
    });
    if (size === 0) return void response.end();
    // A browser that goes away is not our failure.
    await pipeline(opened.createReadStream({ start, end, autoClose: false }), response).catch(
      () => undefined,
    );
  } finally {
    await opened.close();
  }
}

async function openFile(file: string): Promise<FileHandle | undefined> {
  const opened = await open(file, 'r').catch(() => undefined);
  if (!opened) return undefined;
  if ((await opened.stat()).isFile()) return opened;
  await opened.close();
  return undefined;
}

/** The one range that is asked for; undefined: the whole file. */
function rangeIn(
  header: string | undefined,
  size: number,
): { readonly start: number; readonly end: number } | 'beyond' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const wanted = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start > wanted) return 'beyond';
  return { start, end: Math.min(wanted, start + most - 1) };
}
