import type { OpenFile } from '../open-file.ts';
import { boxAt, boxesIn, bytesOf, type Content, codeAt, headOf, part, u64At } from './read-boxes.ts';
import { isMono } from './read-entries.ts';
import { isSane, isShown, readSamples, type Samples, type ShownPart } from './read-samples.ts';

/** A film whose index lists all samples in order, with at most one video track. */
export interface PlainMp4 {
  readonly picture?: PlainTrack;
  /** The first enabled sound track, how many are before it, and the numbers of those that are heard with it. */
  readonly sound?: PlainTrack & { readonly number: number; readonly beside?: readonly number[] };
  /** The comment stored in the file. */
  readonly comment?: string;
  /** How many covers ffmpeg counts as tracks of pictures before the first: those that stand before it. */
  readonly covers: number;
}

export interface PlainTrack extends Samples {
  readonly timescale: number;
  /** Seconds before the part that an edit list shows. Absent if there is no such list. */
  readonly pause?: number;
  /** How its samples are coded: a four-character code and its parameters. */
  readonly coding: string;
  readonly description: Content;
}

/** Bytes read at once at the beginning of a box. */
const window = 1 << 14;
/** No film has a longer index. */
const longest = 1 << 28;

/**
 * Reads the index of an MP4 or QuickTime file straight from its tables. It is much faster than a general reader, and says
 * where in the file samples are. Undefined if the file is of another kind, is unusual (fragmented, rotated, with several
 * video tracks or edits), or is one that `use` declines: a general reader handles those. Throws if it is damaged or
 * truncated.
 */
export async function readPlainMp4<T>(
  file: OpenFile,
  use: (movie: PlainMp4) => T | undefined,
): Promise<T | undefined> {
  try {
    const index = await findIndex(file);
    const movie = index && readIndex(index, file.size);
    return movie && use(movie);
  } catch (error) {
    throw error instanceof RangeError ? new Error('its index is damaged') : error;
  }
}

const found = new WeakMap<OpenFile, Promise<Content | undefined>>();

/** The content of the box that holds the index; undefined if the file is of another kind. It is read once while a file is open. */
export function findIndex(file: OpenFile): Promise<Content | undefined> {
  const before = found.get(file);
  if (before) return before;
  const index = seekIndex(file);
  found.set(file, index);
  return index;
}

async function seekIndex({ head: first, size, read }: OpenFile): Promise<Content | undefined> {
  let seen = contentOf(first);
  if (seen.byteLength < 16 || codeAt(seen, 4) !== 'ftyp') return undefined;
  for (let at = 0, from = 0; at + 8 <= size; ) {
    if (at + 16 > from + seen.byteLength) {
      seen = contentOf(await read(at, window));
      from = at;
    }
    const { type, head, length } = headOf(seen, at - from, size - at);
    if (type === 'moov') {
      if (length > longest) throw new Error('its index is longer than any film needs');
      const there = at + length <= from + seen.byteLength;
      const box = there ? part(seen, at - from, length) : contentOf(await read(at, length));
      return part(box, head);
    }
    at += length;
  }
  return undefined;
}

const contentOf = ({ buffer, byteOffset, length }: Buffer): Content =>
  new DataView(buffer, byteOffset, length);

function readIndex(index: Content, size: number): PlainMp4 | undefined {
  const tracks = boxesIn(index).filter(({ type }) => type === 'trak');
  const tables = tracks.flatMap(({ content }) => boxAt(content, 'mdia', 'minf', 'stbl') ?? []);
  if (!tables.every((table) => isSane(table, size))) throw new RangeError('more samples than there can be');
  const header = boxAt(index, 'mvhd');
  const upright = header && isUpright(header, header.getUint8(0) === 1 ? 48 : 36);
  if (!upright || boxAt(index, 'mvex')) return undefined;
  const scale = timescaleOf(header);
  const pictures = tracks.filter(({ content }) => handlerOf(content) === 'vide');
  const sounds = tracks.filter(({ content }) => handlerOf(content) === 'soun');
  const [picture, another] = pictures;
  const sound = sounds.find(({ content }) => isOn(content)) ?? sounds[0];
  const seen = picture && readTrack(picture.content, scale);
  const heard = sound && readTrack(sound.content, scale);
  if (another || (picture && !seen) || (sound && !heard)) return undefined;
  if ([seen, heard].some((track) => track && endOf(track) > size)) throw new Error('it ends too early');
  const comment = readComment(index);
  return {
    covers: coversAhead(index),
    ...(seen && { picture: seen }),
    ...(heard && { sound: { ...heard, number: sounds.indexOf(sound), ...besideIn(sounds, sound) } }),
    ...(comment !== undefined && { comment }),
  };
}

/** Cameras and editors record a track for each microphone: all that are enabled are heard together. */
function besideIn(sounds: readonly Track[], sound: Track): { readonly beside?: readonly number[] } {
  if (!isMono(sound.content)) return {};
  const beside = sounds.flatMap((one, n) =>
    one !== sound && isOn(one.content) && isMono(one.content) ? [n] : [],
  );
  return isOn(sound.content) && beside.length > 0 ? { beside } : {};
}

/** The same, of any file: none of another kind, or one whose index is damaged. */
export async function soundsBeside(file: OpenFile): Promise<{ readonly beside?: readonly number[] }> {
  try {
    const index = await findIndex(file);
    const sounds = (index ? boxesIn(index) : []).filter(
      ({ type, content }) => type === 'trak' && handlerOf(content) === 'soun',
    );
    const sound = sounds.find(({ content }) => isOn(content)) ?? sounds[0];
    return sound ? besideIn(sounds, sound) : {};
  } catch {
    return {};
  }
}

/** Seconds before the part of a track of pictures that an edit list shows, by the track's number. Undefined if there is no list. */
export async function pauseBefore(file: OpenFile, picture: number): Promise<number | undefined> {
  try {
    const index = await findIndex(file);
    const boxes = index ? boxesIn(index) : [];
    const track = boxes.filter(({ type, content }) => type === 'trak' && handlerOf(content) === 'vide')[
      picture
    ];
    const edits = track && boxAt(track.content, 'edts', 'elst');
    const header = index && boxAt(index, 'mvhd');
    const pause = edits && header && readEdits(edits, 1, 0)?.pause;
    return pause === undefined || !header ? undefined : pause / timescaleOf(header);
  } catch {
    return undefined;
  }
}

function coversAhead(index: Content): number {
  const boxes = boxesIn(index);
  const first = boxes.findIndex(({ type }) => type === 'trak');
  return boxes.slice(0, Math.max(0, first)).reduce((sum, { type, content }) => {
    const tags = type === 'udta' ? boxAt(content, 'meta') : undefined;
    if (!tags || codeAt(tags, 8) !== 'hdlr') return sum;
    const cover = boxAt(part(tags, 4), 'ilst', 'covr');
    return sum + (cover ? boxesIn(cover).filter((box) => box.type === 'data').length : 0);
  }, 0);
}

/** The same, of any file: none of another kind, or one whose index is damaged. */
export async function coversBefore(file: OpenFile): Promise<number> {
  try {
    const index = await findIndex(file);
    return index ? coversAhead(index) : 0;
  } catch {
    return 0;
  }
}

/**
 * Whether an MP4's samples are listed in fragments, or it shows several stretches of a track, with pauses between them or not,
 * or one at another speed, or none of it. Damage is reported elsewhere.
 */
export async function oddityOf(
  file: OpenFile,
): Promise<'fragments' | 'edits' | 'speeds' | 'nothing' | undefined> {
  try {
    const index = await findIndex(file);
    if (index === undefined) return undefined;
    if (boxAt(index, 'mvex')) return 'fragments';
    const tracks = boxesIn(index).filter(({ type }) => type === 'trak');
    const lists = tracks.flatMap(({ content }) => boxAt(content, 'edts', 'elst') ?? []);
    if (lists.some(hasOtherSpeed)) return 'speeds';
    const isEdited = lists.some((edits) => readEdits(edits, 1, 0) === undefined && edits.getUint32(4) > 1);
    if (isEdited) return 'edits';
    const pictures = tracks.filter(({ content }) => handlerOf(content) === 'vide');
    const main = pictures.length > 0 ? pictures : tracks;
    return main.length > 0 && main.every(({ content }) => showsNothing(content, index))
      ? 'nothing'
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the one stretch of a track that is shown begins behind all of its samples. */
function showsNothing(track: Content, index: Content): boolean {
  const [edits, media, table] = [
    boxAt(track, 'edts', 'elst'),
    boxAt(track, 'mdia', 'mdhd'),
    boxAt(track, 'mdia', 'minf', 'stbl'),
  ];
  const header = boxAt(index, 'mvhd');
  if (!edits || !media || !table || !header) return false;
  const scale = timescaleOf(media);
  const shown = readEdits(edits, scale / timescaleOf(header), 0);
  const samples = shown && shown.from > 0 && scale > 0 ? readSamples(table, scale, shown) : undefined;
  return samples !== undefined && !samples.times.some(isShown);
}

/** Of a header (`mvhd`, `mdhd`): its units per second. */
const timescaleOf = (header: Content): number => header.getUint32(header.getUint8(0) === 1 ? 20 : 12);

/** Where iTunes stores it, and ffmpeg writes it. */
function readComment(index: Content): string | undefined {
  const tags = boxAt(index, 'udta', 'meta');
  // QuickTime's box of this name begins differently.
  if (!tags || codeAt(tags, 8) !== 'hdlr') return undefined;
  const value = boxAt(part(tags, 4), 'ilst', '©cmt', 'data');
  return value && Buffer.from(bytesOf(part(value, 8))).toString();
}

const endOf = ({ offsets, sizes }: Samples): number =>
  offsets.reduce((most, offset, i) => Math.max(most, offset + (sizes[i] ?? 0)), 0);

type Track = ReturnType<typeof boxesIn>[number];

const handlerOf = (track: Content): string | undefined => {
  const handler = boxAt(track, 'mdia', 'hdlr');
  return handler && codeAt(handler, 8);
};

const isOn = (track: Content): boolean => ((boxAt(track, 'tkhd')?.getUint8(3) ?? 0) & 1) === 1;

/** `movieScale`: units per second of the film's own times. */
function readTrack(track: Content, movieScale: number): PlainTrack | undefined {
  const header = boxAt(track, 'tkhd');
  const media = boxAt(track, 'mdia', 'mdhd');
  const table = boxAt(track, 'mdia', 'minf', 'stbl');
  const descriptions = table && boxAt(table, 'stsd');
  if (!header || !media || !descriptions) return undefined;
  const isPicture = handlerOf(track) === 'vide';
  if (isPicture && !isUpright(header, header.getUint8(0) === 1 ? 52 : 40)) return undefined;
  const [entry] = boxesIn(part(descriptions, 8));
  const timescale = timescaleOf(media);
  const edits = boxAt(track, 'edts', 'elst');
  const all: ShownPart = { from: 0 };
  const shown = edits ? readEdits(edits, timescale / movieScale, isPicture ? 0.5 : 0) : all;
  if (!entry || timescale === 0 || !shown) return undefined;
  const samples = readSamples(table, timescale, shown);
  const { pause } = shown;
  return (
    samples && {
      ...{ ...samples, timescale, coding: entry.type, description: entry.content },
      ...(pause !== undefined && { pause: pause / timescale }),
    }
  );
}

/** Whether the matrix at this offset neither rotates nor stretches. It may move the picture, since only one is shown. */
const isUpright = (header: Content, at: number): boolean =>
  [0x10000, 0, 0, 0, 0x10000].every((value, i) => header.getInt32(at + 4 * i) === value);

/** Whether a stretch is faster or slower than it was recorded, or one of several stands still. No ffmpeg heeds that. */
function hasOtherSpeed(edits: Content): boolean {
  const length = edits.getUint8(0) === 1 ? 20 : 12;
  const count = edits.getUint32(4);
  for (let at = 8; at < 8 + count * length; at += length) {
    const begin = edits.getInt32(at + (length === 20 ? 8 : 4));
    const rate = edits.getInt32(at + length - 4);
    // Some programs forget it where there is no choice.
    if (begin !== -1 && rate !== normalRate && !(rate === 0 && count === 1)) return true;
  }
  return false;
}

/** As 16.16 bits. */
const normalRate = 0x10000;

/**
 * The part of a track that is shown, in its units. What begins in the last `rounding` units of the film is not. Undefined if there is more than one pause and one stretch at normal speed.
 */
function readEdits(edits: Content, unitsPerMovieUnit: number, rounding: number): ShownPart | undefined {
  const long = edits.getUint8(0) === 1;
  let pause = 0;
  for (let left = edits.getUint32(4), at = 8; left > 0; left--, at += long ? 20 : 12) {
    const duration = long ? u64At(edits, at) : edits.getUint32(at);
    const begin = long ? Number(edits.getBigInt64(at + 8)) : edits.getInt32(at + 4);
    if (begin === -1) pause += duration;
    else if (left > 1 || edits.getUint32(at + (long ? 16 : 8)) !== normalRate) return undefined;
    else
      return {
        from: begin - Math.round(pause * unitsPerMovieUnit),
        pause: Math.round(pause * unitsPerMovieUnit),
        // It may be unknown, and is rounded to the film's own units.
        ...(duration > 0 && { to: begin + (duration - rounding) * unitsPerMovieUnit }),
      };
  }
  return undefined;
}
