import { lacksCounted } from './counted-ends.ts';
import { gifEndsWithin, mp3Said, oggSaid, y4mEndsWithin } from './file-ends.ts';
import { form, starts } from './file-starts.ts';
import { endsWithinPart, headedEnd } from './headed-ends.ts';
import { endsWithinSound } from './joined/joined-mp3.ts';
import { matroskaEnd } from './joined/matroska.ts';
import type { OpenFile } from './open-file.ts';
import { leastUnknown } from './piped-wav.ts';

/** Whether a file says of itself that it is longer: a download that was broken off, or a copy that is not finished. */
export async function isCutShort(file: OpenFile): Promise<boolean> {
  const said = matroskaEnd(file)?.end ?? mxfFooter(file) ?? webpEnd(file) ?? (await oggSaid(file));
  if (said !== undefined) return said > file.size;
  const ends = formEnd(file) ?? headedEnd(file);
  if (ends !== undefined)
    return ends > file.size + tolerance && ends < Math.min(leastUnknown, file.size * least);
  const heard = await mp3Said(file);
  // Programs that take a part of it may keep what the whole said.
  if (heard !== undefined) return heard > file.size + tolerance && (await endsWithinSound(file));
  return (
    (await gifEndsWithin(file)) ||
    y4mEndsWithin(file) ||
    (await endsWithinPart(file)) ||
    (await lacksCounted(file))
  );
}

/** A header that says many times what is there was written before anybody knew, as to a pipe. */
const least = 20;

const isWav = form('RIFF', 'WAVE');
const isAiff = form('FORM', 'AIFF', 'AIFC');

const isAvi = form('RIFF', 'AVI ');
const isPureVoice = form('RIFF', 'QLCM');

/** Where a WAV, an AVI, an AIFF or an AU ends by its header, in bytes. */
function formEnd({ head }: Pick<OpenFile, 'head'>): number | undefined {
  if (isWav(head) || isPureVoice(head)) return 8 + head.readUInt32LE(4);
  if (isAvi(head)) return aviEnd(head);
  if (isAiff(head)) return 8 + head.readUInt32BE(4);
  return starts('.snd')(head) && head.length >= 12 ? head.readUInt32BE(4) + head.readUInt32BE(8) : undefined;
}

/** Where its pictures and sound end: if only the index behind them is missing, nothing is lost. Undefined if it was not finished. */
function aviEnd(head: Buffer): number | undefined {
  const content = head.indexOf('movi', 12, 'latin1');
  const length = head.readUInt32LE(content < 8 ? 4 : content - 4);
  return length > 0 ? (content < 8 ? 8 : content) + length : undefined;
}

/** Bytes that programs take away or count wrongly: tags behind the sound. */
const tolerance = 4096;

/** The pack that begins an MXF (SMPTE ST 377-1, 7.1), up to the version of its key. */
const isPartition = starts('\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02\x01\x01\x02');

/** Where an MXF that was finished has its footer, in bytes. */
function mxfFooter({ head }: Pick<OpenFile, 'head'>): number | undefined {
  if (!isPartition(head)) return undefined;
  const first = head[16] ?? 0;
  const content = 17 + (first > 0x80 ? first - 0x80 : 0);
  // Versions, a grid, this partition and the one before are told first.
  const at = content + 24;
  return at + 8 > head.length ? undefined : Number(head.readBigUInt64BE(at)) || undefined;
}

const isWebp = form('RIFF', 'WEBP');

const webpEnd = ({ head }: Pick<OpenFile, 'head'>): number | undefined =>
  isWebp(head) ? 8 + head.readUInt32LE(4) : undefined;
