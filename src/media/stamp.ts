import { stat } from 'node:fs/promises';

/** By what a file is taken for the one that it was. */
export interface Stamp {
  /** Its place on the disk, its size and its times. */
  readonly text: string;
  /** Bytes. */
  readonly size: number;
  /** The last change, in milliseconds since 1970. */
  readonly changed: number;
}

/** Undefined if there is no such file. */
export async function stampOf(file: string): Promise<Stamp | undefined> {
  const facts = await stat(file, { bigint: true }).catch(() => undefined);
  if (!facts?.isFile()) return undefined;
  const { dev, ino, size, mtimeNs, ctimeNs, mtimeMs, ctimeMs } = facts;
  return {
    text: `${dev} ${ino} ${size} ${mtimeNs} ${ctimeNs}`,
    size: Number(size),
    changed: Number(mtimeMs > ctimeMs ? mtimeMs : ctimeMs),
  };
}
