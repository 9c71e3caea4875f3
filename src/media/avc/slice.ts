import { type Bits, bitsOf } from './bits.ts';
import type { ParameterSets } from './parameter-sets.ts';
import { type PictureSetFacts, readPictureSet } from './picture-set.ts';
import { readSequence, type SequenceFacts } from './sequence.ts';

/** A slice's header (H.264, 7.3.3), as far as numbering needs it. */
export interface SliceHeader {
  /** The number of its first macroblock. */
  readonly first: number;
  /** 0 P, 1 B, 2 I. */
  readonly type: number;
  readonly set: number;
  /** Whether decoding begins anew here. */
  readonly idr: boolean;
  /** Whether later pictures may refer to it. */
  readonly kept: boolean;
  /** Its picture's number, and the bit of the unit where that is, without what prevents false start codes. */
  readonly frame: number;
  readonly frameAt: number;
  /** The lower bits of its picture's place in the order of showing, and where they are. */
  readonly place: number;
  readonly placeAt: number;
  /** Set if the first of the pictures shown later that it refers to is another than usual: how far on its number is. */
  readonly ahead?: number;
  /** Which pictures nothing refers to any more after this one, by how far back their numbers are; or the oldest, if too many. */
  readonly dropped: readonly number[] | 'oldest';
  /** What is between marking and data, for slices that refer to nothing: and where data begins. */
  readonly quantizer: number;
  readonly smoothing: readonly number[];
  readonly dataAt: number;
}

/** What slices' headers depend on. */
export interface SliceContext {
  readonly sequence: SequenceFacts;
  readonly pictures: ReadonlyMap<number, PictureSetFacts>;
}

/** Undefined if there is more than one sequence parameter set, or something that is not read here. */
export function sliceContext(sets: ParameterSets): SliceContext | undefined {
  const [unit, ...others] = sets.sequence.values();
  if (!unit || others.length > 0) return undefined;
  const sequence = readSequence(unit);
  const { order, gaps } = sequence.numbering;
  if (!sequence.progressive || order === 1 || gaps) return undefined;
  const pictures = new Map<number, PictureSetFacts>();
  for (const [number, set] of sets.picture) {
    const facts = readPictureSet(set);
    if (!facts || facts.fields || facts.redundant) return undefined;
    pictures.set(number, facts);
  }
  return { sequence, pictures };
}

/** Enough for any header. */
const longest = 512;

/** Undefined if it says something that is not read here: of pictures that are kept for long, for instance. */
export function readSlice(unit: Uint8Array, { sequence, pictures }: SliceContext): SliceHeader | undefined {
  const [head = 0] = unit;
  const idr = (head & 31) === 5;
  const kept = (head & 96) !== 0;
  const bits = bitsOf(unit.subarray(0, longest));
  bits.fixed(8);
  const first = bits.unsigned();
  const type = bits.unsigned() % 5;
  const set = bits.unsigned();
  const picture = pictures.get(set);
  if (!picture || type > 2) return undefined;
  const { frameBits, order, orderBits } = sequence.numbering;
  const frameAt = bits.taken();
  const frame = bits.fixed(frameBits);
  if (idr) bits.unsigned();
  const placeAt = bits.taken();
  const place = order === 0 ? bits.fixed(orderBits) : 0;
  if (type === 1) bits.flag();
  const counts = [...picture.references];
  if (type < 2 && bits.flag()) for (let list = 0; list <= type; list++) counts[list] = bits.unsigned() + 1;
  const orders = type === 2 ? [] : type === 1 ? [readOrder(bits), readOrder(bits)] : [readOrder(bits)];
  if (orders.includes('unread')) return undefined;
  const ahead = orders[1];
  if ((type === 0 && picture.weighted) || (type === 1 && picture.weightedBoth)) {
    bits.unsigned();
    bits.unsigned();
    for (let list = 0; list <= type; list++) for (let i = counts[list] ?? 0; i > 0; i--) skipWeights(bits);
  }
  const dropped = kept ? readMarking(bits, idr) : [];
  if (dropped === undefined || bits.ended()) return undefined;
  if (picture.arithmetic && type !== 2) bits.unsigned();
  const quantizer = bits.signed();
  const smoothing: number[] = [];
  if (picture.deblocking) {
    const mode = bits.unsigned();
    smoothing.push(mode, ...(mode === 1 ? [] : [bits.signed(), bits.signed()]));
  }
  const dataAt = bits.taken();
  return {
    ...{ first, type, set, idr, kept, frame, frameAt, place, placeAt, dropped },
    ...(typeof ahead === 'number' && { ahead }),
    ...{ quantizer, smoothing, dataAt },
  };
}

/** How a list of pictures is put in another order (7.3.3.1): how far on the number of the first is. */
function readOrder(bits: Bits): number | undefined | 'unread' {
  if (!bits.flag()) return undefined;
  let first: number | undefined;
  for (let step = bits.unsigned(); step !== 3; step = bits.unsigned()) {
    if (step > 1) return 'unread';
    const far = bits.unsigned() + 1;
    first ??= step === 0 ? -far : far;
  }
  return first;
}

/** Skips how one picture is weighted (7.3.3.2). */
function skipWeights(bits: Bits): void {
  for (const numbers of [2, 4]) {
    if (bits.flag()) for (let i = 0; i < numbers; i++) bits.signed();
  }
}

/** Which pictures a picture drops (7.3.3.3). */
function readMarking(bits: Bits, idr: boolean): SliceHeader['dropped'] | undefined {
  if (idr) {
    bits.flag();
    return bits.flag() ? undefined : [];
  }
  if (!bits.flag()) return 'oldest';
  const dropped: number[] = [];
  for (let step = bits.unsigned(); step !== 0; step = bits.unsigned()) {
    if (step !== 1) return undefined;
    dropped.push(bits.unsigned() + 1);
  }
  return dropped;
}
