import type { Mp4ChapterTrack } from './track.ts';
import { fullBox, joined, text, u8, u16, u32, u64 } from './write-boxes.ts';

/** A named point in the film that players list and can jump to. */
export interface Mp4Chapter {
  /** Any text. Characters that can't be shown in one line are left out; what exceeds 255 bytes is cut. */
  readonly title: string;
  /** Seconds. The first chapter begins at 0, and each one after the one before. */
  readonly start: number;
}

const timescale = 48_000;
/** Nero's list has one byte for a title's length, and one for the number of chapters. */
const most = 255;
/** Declares that a text is UTF-8 (QuickTime File Format, "Text Sample Data"). */
const encoding = Uint8Array.of(0, 0, 0, 12, 0x65, 0x6e, 0x63, 0x64, 0, 0, 1, 0);

/** QuickTime's chapters: a text track that the other tracks refer to. `duration` is the film's, in seconds. */
export function chapterTrack(
  chapters: readonly Mp4Chapter[],
  duration: number,
): { readonly track: Mp4ChapterTrack; readonly samples: readonly Uint8Array[] } {
  const samples = chapters.map(({ title }) => {
    const bytes = titleBytes(title);
    return joined([u16(bytes.length), bytes, encoding]);
  });
  const unitsAt = (seconds: number): number => Math.round(seconds * timescale);
  const starts = [...chapters.map(({ start }) => unitsAt(start)), unitsAt(duration)];
  const track: Mp4ChapterTrack = {
    kind: 'chapters',
    timescale,
    skip: 0,
    duration: unitsAt(duration),
    sizes: Uint32Array.from(samples, ({ length }) => length),
    steps: samples.map((_, i) => (starts[i + 1] ?? 0) - (starts[i] ?? 0)),
  };
  return { track, samples };
}

/** Nero's chapters, for players that don't read QuickTime's: a list, in units of 100 ns. */
export function chapterList(chapters: readonly Mp4Chapter[]): Uint8Array {
  const listed = chapters.slice(0, most).map(({ title, start }) => {
    const bytes = titleBytes(title);
    return joined([u64(Math.round(start * 1e7)), u8(bytes.length), bytes]);
  });
  return fullBox('chpl', 1, 0, u32(0), u8(listed.length), ...listed);
}

/** One line of UTF-8, cut after a whole character. */
function titleBytes(title: string): Uint8Array {
  const bytes = text(title.replace(/\p{Cc}+|[\u2028\u2029]+/gu, ' ').trim());
  let end = Math.min(most, bytes.length);
  while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end);
}
