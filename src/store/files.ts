import type { Result } from '../core/result.ts';

/**
 * The files that the store stands on, as a port: a test can make any of these fail, tear or stop. All
 * paths are absolute. What fails throws the error of the file system.
 */
export interface Files {
  /** Undefined when there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Opens for appending; creates it, durably, when it is missing. */
  append(path: string): Promise<AppendFile>;
  /** Bytes; undefined when there is no such file. At once, since a plan asks for every clip. */
  size(path: string): number | undefined;
  /** Changes whenever the file's bytes have been written; undefined when there is no such file. */
  stamp(path: string): Promise<string | undefined>;
  /** SHA-256 in hexadecimal, read as a stream. */
  hash(path: string): Promise<string>;
  /** Creates it and its parents where missing. */
  makeFolder(path: string): Promise<void>;
  /** Removes all that is in it. */
  emptyFolder(path: string): Promise<void>;
  /** Makes a file's bytes, or a folder's names, durable. */
  sync(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Does nothing when there is no such file. */
  remove(path: string): Promise<void>;
  /** Bytes that may still be written to the disk of this folder. */
  free(folder: string): Promise<number>;
  /** Takes the file's lock and writes `holder` into it; an error is what its present holder wrote. */
  lock(path: string, holder: string): Promise<Result<HeldLock, string>>;
}

export interface AppendFile {
  append(text: string): Promise<void>;
  sync(): Promise<void>;
  /** Keeps the first `length` bytes. */
  cut(length: number): Promise<void>;
  close(): Promise<void>;
}

/** Ends with `release`, or with the process, however that ends. */
export interface HeldLock {
  release(): Promise<void>;
}
