import { chapterList, type Mp4Chapter } from './chapters.ts';
import { type Mp4Track, stepsOf } from './track.ts';
import { box, fullBox, identity, text, u16, u32, u64, zeros } from './write-boxes.ts';
import { type Chunk, sampleTable } from './write-samples.ts';

/** What the file says about the film besides its tracks. */
export interface Mp4Labels {
  readonly title: string;
  /** Where iTunes stores it, and ffmpeg writes it. */
  readonly comment?: string;
  readonly chapters: readonly Mp4Chapter[];
}

/** Units per second of the film's duration: exact for sound and every whole frame rate up to 60. */
const movieScale = 48_000;
/** ISO 639-2 `und`, packed. */
const undetermined = 0x55c4;

export const fileType = (): Uint8Array =>
  box('ftyp', text('isom'), u32(0x200), text('isom'), text('iso2'), text('avc1'), text('mp41'));

/** The header of a box of samples, `length` bytes in all. */
export const mediaDataHead = (length: number): Uint8Array => {
  const head = box('mdat', zeros(8));
  head.set(u32(1), 0);
  head.set(u64(length + head.length), 8);
  return head;
};

/**
 * The index of a whole file, with each track's chunks. It contains no date, so the same film has the same bytes. Its length
 * doesn't depend on the offsets, so it can come before the data it refers to.
 */
export function movie(
  tracks: readonly Mp4Track[],
  chunks: readonly (readonly Chunk[])[],
  { title, comment, chapters }: Mp4Labels,
): Uint8Array {
  const header = fullBox(
    'mvhd',
    1,
    0,
    u64(0, 0),
    u32(movieScale),
    u64(Math.max(0, ...tracks.map(shown))),
    u32(0x10000),
    u16(0x100),
    zeros(10),
    identity,
    zeros(24),
    u32(tracks.length + 1),
  );
  const chapterId = tracks.findIndex(({ kind }) => kind === 'chapters') + 1;
  const boxes = tracks.map((track, i) => trackBox(track, i + 1, chapterId, chunks[i] ?? []));
  const list = chapters.length > 0 ? [chapterList(chapters)] : [];
  return box('moov', header, ...boxes, box('udta', ...list, tagsBox({ '©nam': title, '©cmt': comment })));
}

const shown = (track: Mp4Track): number => Math.round((track.duration * movieScale) / track.timescale);

/** `chapterId` is the id of the chapter track, or 0. */
function trackBox(track: Mp4Track, id: number, chapterId: number, chunks: readonly Chunk[]): Uint8Array {
  const { width, height } = track.kind === 'picture' ? track.size : { width: 0, height: 0 };
  const sound = track.kind === 'sound';
  const header = fullBox(
    'tkhd',
    1,
    // Enabled in the film, and in its playback unless it holds chapters.
    track.kind === 'chapters' ? 2 : 3,
    u64(0, 0),
    u32(id, 0),
    u64(shown(track)),
    zeros(8),
    u16(0, sound ? 1 : 0, sound ? 0x100 : 0, 0),
    identity,
    u32(width * 0x10000, height * 0x10000),
  );
  const edit = fullBox('elst', 1, 0, u32(1), u64(shown(track), track.skip), u16(1, 0));
  const named = chapterId > 0 && track.kind !== 'chapters';
  return box(
    'trak',
    header,
    ...(track.skip > 0 ? [box('edts', edit)] : []),
    ...(named ? [box('tref', box('chap', u32(chapterId)))] : []),
    mediaBox(track, chunks),
  );
}

const handlers = { picture: ['vide', 'Picture'], sound: ['soun', 'Sound'], chapters: ['text', 'Chapters'] };
const mediaHeaders = {
  picture: fullBox('vmhd', 0, 1, zeros(8)),
  sound: fullBox('smhd', 0, 0, zeros(4)),
  // QuickTime's. Its player requires the text header, a matrix that is undocumented.
  chapters: box(
    'gmhd',
    fullBox('gmin', 0, 0, u16(0x40, 0x8000, 0x8000, 0x8000, 0, 0)),
    box('text', identity),
  ),
};

function mediaBox(track: Mp4Track, chunks: readonly Chunk[]): Uint8Array {
  const duration = stepsOf(track).reduce((sum, { count, value }) => sum + count * value, 0);
  const header = fullBox('mdhd', 1, 0, u64(0, 0), u32(track.timescale), u64(duration), u16(undetermined, 0));
  const [type = '', name = ''] = handlers[track.kind];
  const handler = fullBox('hdlr', 0, 0, zeros(4), text(type), zeros(12), text(`${name}\0`));
  const here = box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1)));
  return box(
    'mdia',
    header,
    handler,
    box('minf', mediaHeaders[track.kind], here, sampleTable(track, chunks)),
  );
}

function tagsBox(tags: Readonly<Record<string, string | undefined>>): Uint8Array {
  const handler = fullBox('hdlr', 0, 0, zeros(4), text('mdir'), text('appl'), zeros(9));
  const told = Object.entries(tags).flatMap(([type, value]) =>
    value === undefined ? [] : [box(type, box('data', u32(1, 0), text(value)))],
  );
  return fullBox('meta', 0, 0, handler, box('ilst', ...told));
}
