import { type Begins, form, latin } from './file-starts.ts';

/** What begins an Ogg stream of each coding that is read without ffmpeg. */
const usualStreams = ['\x01vorbis', 'OpusHead'];

/** An Ogg that holds anything but Vorbis and Opus: a film, or sound in another coding. */
export const isOtherOgg: Begins = (head) => {
  // The pages that begin streams are before all others.
  for (let at = 0; latin(head, at, at + 4) === 'OggS'; ) {
    const beginsStream = ((head[at + 5] ?? 0) & 2) !== 0;
    if (!beginsStream) return false;
    const segments = head[at + 26] ?? 0;
    const content = at + 27 + segments;
    const said = latin(head, content, content + 8);
    if (!usualStreams.some((usual) => said.startsWith(usual))) return true;
    at = content + head.subarray(at + 27, content).reduce((sum, length) => sum + length, 0);
  }
  return false;
};

const isWave = form('RIFF', 'WAVE');
/** The number of a coding that is named further on. */
const extensible = 0xfffe;
/** Bits of a sample, for each coding that is read without ffmpeg. */
const usualCodings: Readonly<Record<number, readonly number[]>> = {
  1: [8, 16, 24, 32],
  3: [32, 64],
  6: [8],
  7: [8],
};

/** A WAV of anything but plain samples: ADPCM of recorders and games, GSM of telephones, MP3. */
export const isOtherWav: Begins = (head) => {
  if (!isWave(head)) return false;
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  for (let at = 12; at + 24 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    if (bytes.toString('latin1', at, at + 4) === 'fmt ') {
      const said = bytes.readUInt16LE(at + 8);
      const coding = said === extensible && at + 34 <= bytes.length ? bytes.readUInt16LE(at + 32) : said;
      return !usualCodings[coding]?.includes(bytes.readUInt16LE(at + 22));
    }
    at += 8 + length + (length % 2);
  }
  return false;
};
