import type { Result } from '../core/result.ts';
import type { Stranger } from './stranger.ts';

/**
 * The store's file system, as a port: a test can make any of these fail, tear or stop. All paths are absolute. Failures
 * throw the error of the file system.
 */
export interface Files {
  /** Undefined if there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Opens for appending; creates it, durably, if it is missing. */
  append(path: string): Promise<AppendFile>;
  /** Creates a file to append to, durably; fails if anything has its name, a link too. */
  create(path: string): Promise<AppendFile>;
  /** Names of the regular files in a folder, sorted; none if there is no such folder. */
  names(folder: string): Promise<readonly string[]>;
  /** Bytes; undefined if there is no such file. Synchronous, since a plan asks for every clip. */
  size(path: string): number | undefined;
  /** Changes whenever the file is written; undefined if there is no such file. */
  stamp(path: string): Promise<string | undefined>;
  /** SHA-256 in hexadecimal, read as a stream. */
  hash(path: string): Promise<string>;
  /** What is in the folder, or in its place, that is neither a file nor a folder of its own. */
  strangerIn(folder: string): Promise<Stranger | undefined>;
  /** Creates it and its parents if missing. */
  makeFolder(path: string): Promise<void>;
  /** Removes everything in it. */
  emptyFolder(path: string): Promise<void>;
  /** Makes a file's bytes, or a folder's names, durable. */
  sync(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Writes the whole file, or leaves what was there. Not durable. */
  replace(path: string, content: string | Uint8Array): Promise<void>;
  /** Opens a file that is written over in place, never through a link; creates it if it is missing. */
  rewrite(path: string): Promise<RewrittenFile>;
  /** Does nothing if there is no such file. */
  remove(path: string): Promise<void>;
  /** Free bytes on the disk of this folder. */
  free(folder: string): Promise<number>;
  /** Takes the file's lock and writes `holder` into it; the error is what its current holder wrote. */
  lock(path: string, holder: string): Promise<Result<HeldLock, string>>;
}

export interface AppendFile {
  append(text: string): Promise<void>;
  sync(): Promise<void>;
  /** Keeps the first `length` bytes. */
  cut(length: number): Promise<void>;
  /** Cuts off what the last `append` wrote, all or a part of it, durably. */
  takeBack(): Promise<void>;
  close(): Promise<void>;
}

export interface RewrittenFile {
  /** Writes over the beginning of the file. Not durable. */
  write(text: string): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Ends with `release`, or with the process, however it ends. */
export interface HeldLock {
  release(): Promise<void>;
}
