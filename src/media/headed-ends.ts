import { form, isAnimatedPng, latin, starts } from './file-starts.ts';
import type { OpenFile } from './open-file.ts';

type Bytes = Pick<OpenFile, 'head' | 'size' | 'read'>;

const isRf64 = form('RF64', 'WAVE');
const isWave64 = starts('riff\x2e\x91\xcf\x11');
const isWindowsMedia = starts('\x30\x26\xb2\x75');
const fileProperties = '\xa1\xdc\xab\x8c\x47\xa9\xcf\x11\x8e\xe4\x00\xc0\x0c\x20\x53\x65';

/** Where a file ends by a length in its header, in bytes. Undefined for other kinds of files, and where nobody knew when it was written. */
export function headedEnd({ head }: Bytes): number | undefined {
  if (isRf64(head) && latin(head, 12, 16) === 'ds64' && head.length >= 28)
    return 8 + Number(head.readBigUInt64LE(20));
  if (isWave64(head) && head.length >= 24) return Number(head.readBigUInt64LE(16));
  if (starts('DSD ')(head) && head.length >= 20) return Number(head.readBigUInt64LE(12)) || undefined;
  if (starts('FRM8')(head) && head.length >= 12) return 12 + Number(head.readBigUInt64BE(4));
  return isWindowsMedia(head) ? windowsMediaEnd(head) : undefined;
}

function windowsMediaEnd(head: Buffer): number | undefined {
  const at = head.indexOf(fileProperties, 30, 'latin1');
  if (at < 0 || at + 92 > head.length) return undefined;
  const isLive = (head.readUInt32LE(at + 88) & 1) === 1;
  return isLive ? undefined : Number(head.readBigUInt64LE(at + 40)) || undefined;
}

/** How long the part is that begins with these bytes; `end` if none has to follow. */
type Step = (part: Buffer) => number | 'end';

const pngStep: Step = (part) => (latin(part, 4, 8) === 'IEND' ? 'end' : 12 + part.readUInt32BE(0));
const ivfStep: Step = (part) => 12 + part.readUInt32LE(0);
/** A length of -1 reaches to the end. */
const cafStep: Step = (part) => {
  const length = part.readBigInt64BE(4);
  return length < 0n ? 'end' : 12 + Number(length);
};

/** Whether an animated PNG, an IVF or a CAF ends within one of the parts that it consists of. */
export async function endsWithinPart(file: Bytes): Promise<boolean> {
  const { head } = file;
  if (isAnimatedPng(head)) return isCut(file, 8, pngStep, true);
  if (starts('DKIF')(head)) return isCut(file, head.readUInt16LE(6), ivfStep, false);
  return starts('caff')(head) ? isCut(file, 8, cafStep, false) : false;
}

/** Bytes read at once. */
const window = 1 << 16;
/** The head of a part. */
const needed = 12;

/** `closed`: whether a last part says that it is the last. */
async function isCut(
  { head, size, read }: Bytes,
  first: number,
  step: Step,
  closed: boolean,
): Promise<boolean> {
  let [bytes, from] = [head, 0];
  for (let at = first; ; ) {
    if (at > size) return true;
    // A few bytes behind the last part are no part.
    if (at + needed > size) return closed;
    if (at < from || at + needed > from + bytes.length) {
      bytes = await read(at, window);
      from = at;
    }
    const length = step(bytes.subarray(at - from, at - from + needed));
    if (length === 'end') return false;
    at += length;
  }
}
