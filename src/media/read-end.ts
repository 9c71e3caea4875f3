import type { FootageEnd } from './footage-facts.ts';
import { readPlainMp4 } from './mp4/read-index.ts';
import { withFile } from './open-file.ts';
import { avcFootage } from './read-footage.ts';
import { plainMovie } from './read-movie.ts';

/** Reads a file's index once for both. Undefined if it is not footage. Throws what the readers throw. */
export async function readEnd(file: string): Promise<FootageEnd | undefined> {
  const plain = await withFile(file, (open) =>
    readPlainMp4(open, (mp4) => {
      const facts = avcFootage(mp4);
      const last = facts && plainMovie(mp4)?.picture?.last;
      return last && { facts, last };
    }),
  );
  if (plain) return plain;
  const { readAnyEnd } = await import('./any-container.ts');
  return readAnyEnd(file);
}
