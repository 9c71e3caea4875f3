import { form, latin, starts } from './file-starts.ts';
import { type OpenFile, withFile } from './open-file.ts';

const mxfKey = '\x06\x0e\x2b\x34';

/** Bytes read at once. */
const window = 1 << 16;

/**
 * Whether the parts of an AVI or MXF don't follow each other to its end, though each says how long it is. ffmpeg looks for the
 * next one that makes sense, and says nothing of those between. False for other kinds of file.
 */
export const lacksParts = (file: string): Promise<boolean> =>
  withFile(file, async (open) => {
    if (form('RIFF', 'AVI ')(open.head)) return isBroken(open, aviSteps());
    return starts(mxfKey)(open.head) ? isBroken(open, mxfStep) : false;
  });

/** The longest head of a part. */
const longest = 32;

/** How far it is from a part's beginning at a place to the next one; `end` if none has to follow. Undefined if it is no part. */
type Step = (part: Buffer, at: number) => number | 'end' | undefined;

async function isBroken({ head, size, read }: OpenFile, step: Step): Promise<boolean> {
  let [bytes, from] = [head, 0];
  for (let at = 0; at + longest <= size; ) {
    // One byte more, since some programs leave out what makes lengths even.
    if (at - 1 < from || at + longest > from + bytes.length) {
      from = Math.max(0, at - 1);
      bytes = await read(from, window);
    }
    const partAt = (place: number) => step(bytes.subarray(place - from, place - from + longest), place);
    const length = partAt(at) ?? (at > 0 ? partAt(--at) : undefined);
    if (length === 'end') return false;
    if (length === undefined) return true;
    at += length;
    // The last may lack what makes its length even.
    if (at > size + 1) return true;
  }
  return false;
}

const entered = ['AVI ', 'AVIX', 'movi', 'rec '];

/** Lists are entered if pictures and sound are in them. Behind the whole, there may be anything. */
function aviSteps(): Step {
  let end = Number.POSITIVE_INFINITY;
  return (part, at) => {
    const type = latin(part, 0, 4);
    if (at >= end && type !== 'RIFF') return 'end';
    if (!/^[\x20-\x7e]{4}$/.test(type)) return undefined;
    const length = part.readUInt32LE(4);
    // A recorder that was stopped has not written it.
    if (type === 'RIFF') end = length > 0 ? at + 8 + length : Number.POSITIVE_INFINITY;
    if (['RIFF', 'LIST'].includes(type) && entered.includes(latin(part, 8, 12))) return 12;
    return 8 + length + (length % 2);
  };
}

/** A key, a length of as many bytes as it says, and the value (SMPTE ST 336). */
const mxfStep: Step = (part) => {
  if (!starts(mxfKey)(part)) return undefined;
  const first = part[16] ?? 0;
  if (first < 0x80) return 17 + first;
  const bytes = first - 0x80;
  if (bytes < 1 || bytes > 8) return undefined;
  return 17 + bytes + part.subarray(17, 17 + bytes).reduce((sum, byte) => sum * 256 + byte, 0);
};
