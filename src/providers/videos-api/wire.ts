import { readFile } from 'node:fs/promises';
import { fetchFootage } from '../http/fetch-footage.ts';
import type { Fetched } from '../http/save-body.ts';
import { type Ask, askThrough, type Connection } from './exchange.ts';

/** The adapter's access to the network and to files, as a port: a simulation brings its own. */
export interface Wire {
  readonly ask: Ask;
  /** Streams the footage at `url` into `file`, which does not exist yet. */
  save(url: string, file: string, signal: AbortSignal): Promise<Fetched>;
  /** The bytes of a file that is sent. */
  read(file: string): Promise<Buffer<ArrayBuffer>>;
}

export const wireTo = (connection: Connection): Wire => ({
  ask: askThrough(connection),
  save: (url, file, signal) => fetchFootage({ ...connection, url }, file, signal),
  read: (file) => readFile(file),
});
