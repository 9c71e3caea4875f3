import type { Asset } from '../../core/footage.ts';
import type { Size } from '../../core/frames.ts';
import type { Format, Segment } from '../../storyboard/model.ts';
import type { Findings } from '../findings.ts';
import { checkStillSize } from '../models/checks.ts';
import type { FootagePart, TakeFootage } from './footage.ts';

/** Footage that need not be made. A card has none that others could start from. */
export function givenFootage(segment: Segment, film: Format, findings: Findings): TakeFootage {
  const { source, duration = 0 } = segment;
  if (source.kind === 'file') {
    const { facts } = source.file;
    const size = sizeOf(source.file) ?? film.size;
    return { pieces: [pieceOf(segment, source.file, facts.kind === 'image' ? 0 : facts.seconds)], size };
  }
  if (source.kind === 'still') {
    const size = sizeOf(source.image) ?? film.size;
    checkStillSize(segment, size, film.size, findings);
    return { pieces: [pieceOf(segment, source.image, duration)], size, isStill: true };
  }
  return { pieces: [], size: film.size };
}

const pieceOf = ({ id }: Segment, { sha256 }: Asset, seconds: number): FootagePart => ({
  from: { input: { kind: 'file', sha256 }, id, segment: id, take: 1, link: 1 },
  seconds,
});

/** Of the picture, if there is one. */
export const sizeOf = ({ facts }: Asset): Size | undefined =>
  facts.kind === 'audio' ? undefined : facts.size;
