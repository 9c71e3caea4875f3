import { form, latin, starts } from '../file-starts.ts';
import { isOtherOgg } from '../odd-sound.ts';
import type { OpenFile } from '../open-file.ts';
import { isChainedOgg } from './chained-ogg.ts';
import { matroskaBegins, matroskaEnd } from './matroska.ts';
import { isMp4Joined } from './mp4.ts';
import { repeats } from './repeats.ts';
import { isWavPackJoined } from './wavpack.ts';

/** Kinds of which ffmpeg reads the first recording alone, and how many of their first bytes are in no recording again. */
const again: readonly { readonly begins: (head: Buffer) => boolean; readonly length: number }[] = [
  { begins: starts('FLV\x01'), length: 9 },
  { begins: starts('\x30\x26\xb2\x75'), length: 16 },
  { begins: starts('\x06\x0e\x2b\x34'), length: 14 },
  { begins: starts('DKIF'), length: 12 },
  { begins: starts('nut/multimedia container\0'), length: 25 },
  { begins: starts('YUV4MPEG2 '), length: 10 },
  { begins: starts('caff\0\x01'), length: 12 },
  { begins: starts('Creative Voice File\x1a'), length: 20 },
  { begins: starts('TTA1'), length: 14 },
  { begins: starts('fLaC'), length: 8 },
  { begins: starts('DSD '), length: 12 },
];

/**
 * Whether a second recording follows the first, as programs leave it that put files one after the other, and ffmpeg plays the
 * first alone.
 */
export async function isJoined(file: OpenFile): Promise<boolean> {
  const { head } = file;
  if (head.length < 16) return false;
  if (latin(head, 4, 8) === 'ftyp') return isMp4Joined(file);
  if (head.readUInt32BE(0) === matroskaBegins) return isMatroskaJoined(file);
  if (starts('wvpk')(head)) return isWavPackJoined(file);
  if (isOtherOgg(head)) return isChainedOgg(file);
  const end = saidEnd(head);
  if (end !== undefined) return (await isSameStart(file, end)) || isSameStart(file, end + (end % 2));
  const kind = again.find(({ begins }) => begins(head));
  return kind !== undefined && repeats(file, head.subarray(0, kind.length));
}

/** Where a kind of sound whose header tells its length ends. */
function saidEnd(head: Buffer): number | undefined {
  if (form('RIFF', 'WAVE')(head)) return 8 + head.readUInt32LE(4);
  if (form('FORM', 'AIFF', 'AIFC')(head)) return 8 + head.readUInt32BE(4);
  if (starts('riff\x2e\x91\xcf\x11')(head) && head.length >= 24) return Number(head.readBigUInt64LE(16));
  return undefined;
}

async function isSameStart({ head, size, read }: OpenFile, at: number): Promise<boolean> {
  return at > 0 && at + 12 <= size && (await read(at, 4)).equals(head.subarray(0, 4));
}

async function isMatroskaJoined(file: OpenFile): Promise<boolean> {
  const said = matroskaEnd(file);
  if (said === undefined) return false;
  // A recording that was never finished says no length.
  if (said.end === undefined) return repeats(file, file.head.subarray(0, said.content));
  return said.end + 4 <= file.size && (await file.read(said.end, 4)).readUInt32BE(0) === matroskaBegins;
}
