import type { Size } from '../core/frames.ts';
import { type ParameterSets, readAvcC } from './avc/parameter-sets.ts';
import { readSequence, type SequenceFacts } from './avc/sequence.ts';
import { boxAt, bytesOf, type Content } from './mp4/read-boxes.ts';
import { readEntry } from './mp4/read-entries.ts';
import type { PlainTrack } from './mp4/read-index.ts';

/** What a track of H.264 says about itself, in the file's index and in its own header. */
export interface PlainAvc {
  /** As decoders return it. */
  readonly size: Size;
  /** Whether pixels are square, according to both. */
  readonly square: boolean;
  /** The avcC box's content. */
  readonly avcC: Uint8Array;
  readonly sets: ParameterSets;
  readonly stream: SequenceFacts;
  /** The boxes beside it: colours, … */
  readonly extensions: Content;
}

/** Undefined if it is coded in another way. */
export function plainAvc({ coding, description }: PlainTrack): PlainAvc | undefined {
  if (coding !== 'avc1') return undefined;
  const { size, square, extensions } = readEntry(description);
  const box = boxAt(extensions, 'avcC');
  const avcC = box && bytesOf(box).slice();
  const sets = avcC && readAvcC(avcC);
  const [sequence] = sets ? sets.sequence.values() : [];
  if (!avcC || !sets || !sequence) return undefined;
  const stream = readSequence(sequence);
  return {
    size: decodedSize(size, stream),
    square: square && stream.pixel === 1,
    avcC,
    sets,
    stream,
    extensions,
  };
}

/** The index can only crop what fills up the last block of pixels. */
function decodedSize(said: Size, { size, cropsFirst }: SequenceFacts): Size {
  const isWithin = (less: number, more: number): boolean =>
    less <= more && Math.ceil(less / block) === Math.ceil(more / block);
  const isHeeded = !cropsFirst && isWithin(said.width, size.width) && isWithin(said.height, size.height);
  return isHeeded ? said : size;
}

/** Pixels on a side. */
const block = 16;
