import { type FileHandle, open, stat } from 'node:fs/promises';

/** An open regular file, with its beginning already read. */
export interface OpenFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Its first 16 kB, or all of it if shorter. That usually contains an image's header or a clip's whole index. */
  readonly head: Buffer;
  /** Returns fewer bytes than requested at the end of the file. */
  read(at: number, length: number): Promise<Buffer>;
}

const window = 1 << 14;

/** Throws what the file system throws, and if it is not a regular file: nothing else is ever opened. */
export async function withFile<T>(path: string, use: (file: OpenFile) => Promise<T>): Promise<T> {
  const facts = await stat(path);
  if (!facts.isFile()) throw new Error('it is not a regular file');
  const handle = await open(path);
  try {
    const read = (at: number, length: number) => readAt(handle, at, length);
    return await use({ path, size: facts.size, head: await read(0, Math.min(window, facts.size)), read });
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(length);
  const { bytesRead } = await handle.read(bytes, 0, length, at);
  return bytes.subarray(0, bytesRead);
}
