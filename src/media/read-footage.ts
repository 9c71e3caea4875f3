import { aheadOf, type FootageFacts } from './footage-facts.ts';
import { boxAt } from './mp4/read-boxes.ts';
import { colourOf } from './mp4/read-colour.ts';
import { isSurround } from './mp4/read-entries.ts';
import { type PlainMp4, readPlainMp4 } from './mp4/read-index.ts';
import { isShown } from './mp4/read-samples.ts';
import { withFile } from './open-file.ts';
import { plainAvc } from './plain-avc.ts';

/** Undefined if it is not footage, or the container is unknown. Throws what the reader throws on damaged bytes. */
export async function readFootage(file: string): Promise<FootageFacts | undefined> {
  const plain = await withFile(file, (open) => readPlainMp4(open, avcFootage));
  if (plain) return plain;
  const { readAnyFootage } = await import('./any-container.ts');
  return readAnyFootage(file);
}

/** Undefined if it is not plain H.264. */
export function avcFootage({ picture, sound, covers }: PlainMp4): FootageFacts | undefined {
  const avc = picture && plainAvc(picture);
  if (!avc) return undefined;
  const { size, square, avcC, stream, extensions } = avc;
  const { fullRange, highRange, matrix } = colourOf(boxAt(extensions, 'colr'), stream.colour);
  if (!square || fullRange || highRange) return undefined;
  const start = firstShown(picture.times);
  return {
    size,
    ...{ start, ...aheadOf(start, picture.pause) },
    tracks: {
      ...{ picture: covers, sound: sound?.number ?? 0 },
      ...(sound?.beside && { beside: sound.beside }),
    },
    hasSound: sound !== undefined,
    ...(sound &&
      (isSurround(sound.coding, sound.description) || (sound.beside?.length ?? 0) > 1) && { surround: true }),
    matrix,
    ...(!stream.progressive && { interlaced: true }),
    avc: { ...picture, avcC },
  };
}

function firstShown(times: Float64Array): number {
  let first = Number.POSITIVE_INFINITY;
  for (const time of times) if (isShown(time) && time < first) first = time;
  return Number.isFinite(first) ? Math.max(0, first) : 0;
}
