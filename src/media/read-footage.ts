import { readAvcC } from './avc/parameter-sets.ts';
import { readSequence } from './avc/sequence.ts';
import type { FootageFacts } from './footage-facts.ts';
import { boxAt, bytesOf } from './mp4/read-boxes.ts';
import { colourOf } from './mp4/read-colour.ts';
import { isSurround, readEntry } from './mp4/read-entries.ts';
import { type PlainMp4, readPlainMp4 } from './mp4/read-index.ts';
import { withFile } from './open-file.ts';

/** Undefined if it is not footage, or the container is unknown. Throws what the reader throws on damaged bytes. */
export async function readFootage(file: string): Promise<FootageFacts | undefined> {
  const plain = await withFile(file, (open) => readPlainMp4(open, avcFootage));
  if (plain) return plain;
  const { readAnyFootage } = await import('./any-container.ts');
  return readAnyFootage(file);
}

/** Undefined if it is not plain H.264. */
function avcFootage({ picture, sound }: PlainMp4): FootageFacts | undefined {
  if (picture?.coding !== 'avc1') return undefined;
  const { size, square, extensions } = readEntry(picture.description);
  const avcC = boxAt(extensions, 'avcC');
  const sets = avcC && readAvcC(bytesOf(avcC));
  const [sequence] = sets ? sets.sequence.values() : [];
  if (!avcC || !sequence) return undefined;
  const stream = readSequence(sequence);
  const { fullRange, highRange, matrix } = colourOf(boxAt(extensions, 'colr'), stream.colour);
  if (!square || !stream.square || fullRange || highRange) return undefined;
  return {
    size,
    start: firstShown(picture.times),
    hasSound: sound !== undefined,
    ...(sound && isSurround(sound.coding, sound.description) && { surround: true }),
    matrix,
    avc: { ...picture, avcC: bytesOf(avcC).slice() },
  };
}

/** Frames before the file's time 0 are decoded but not shown. */
function firstShown(times: Float64Array): number {
  let first = Number.POSITIVE_INFINITY;
  for (const time of times) if (time > -1e-4 && time < first) first = time;
  return Number.isFinite(first) ? Math.max(0, first) : 0;
}
