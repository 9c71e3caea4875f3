import { withFile } from '../open-file.ts';
import { fileType, movieScale } from './write-index.ts';

/**
 * Whether a file begins as those of `writeMp4` do: index first, no dates, and a time scale that no other program uses.
 * Another program that changes a film writes its own index.
 */
export async function isOwnMovie(file: string): Promise<boolean> {
  try {
    return await withFile(file, async ({ head }) => beginsAsOurs(head));
  } catch {
    return false;
  }
}

function beginsAsOurs(head: Buffer): boolean {
  const type = Buffer.from(fileType());
  const index = head.subarray(type.length, type.length + 44);
  if (!head.subarray(0, type.length).equals(type) || index.length < 44) return false;
  const named = (at: number): string => index.toString('latin1', at, at + 4);
  const [version, dates] = [index.readUInt8(16), index.subarray(20, 36)];
  return (
    named(4) === 'moov' &&
    named(12) === 'mvhd' &&
    version === 1 &&
    dates.every((byte) => byte === 0) &&
    index.readUInt32BE(36) === movieScale
  );
}
