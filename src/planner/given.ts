import type { Asset } from '../core/footage.ts';
import type { Size } from '../core/frames.ts';
import type { Format, Segment } from '../storyboard/model.ts';
import { checkFileSize } from './checks.ts';
import type { Findings } from './findings.ts';
import type { TakeFootage } from './footage.ts';

/** Footage that nobody has to make. A card has none that others could start from. */
export function givenFootage(segment: Segment, film: Format, findings: Findings): TakeFootage {
  const { id, source, duration } = segment;
  if (source.kind !== 'file') return { pieces: [], size: film.size };
  const { facts, sha256 } = source.file;
  const size = sizeOf(source.file) ?? film.size;
  checkFileSize(segment, size, film.size, findings);
  const seconds = facts.kind === 'image' ? (duration ?? 0) : facts.seconds;
  const from = { input: { kind: 'file', sha256 }, id, segment: id, take: 1, link: 1 } as const;
  return { pieces: [{ from, seconds }], size };
}

/** Of the picture, where there is one. */
export const sizeOf = ({ facts }: Asset): Size | undefined =>
  facts.kind === 'audio' ? undefined : facts.size;
