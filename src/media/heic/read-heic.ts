import type { Size } from '../../core/frames.ts';
import { bytesOf, type Content, codeAt, headOf, part } from '../mp4/read-boxes.ts';
import type { OpenFile } from '../open-file.ts';
import { type ItemPlace, type Items, type Property, readItems } from './read-items.ts';

/** A photo in HEIC. Phones store it as a grid of tiles, of which an ffmpeg before version 8 shows one. */
export interface Heic {
  /** As stored, before it is turned. */
  readonly size: Size;
  /** Row by row. All have the same size. */
  readonly tiles: readonly { readonly place: ItemPlace; readonly hvcC: Uint8Array }[];
  readonly columns: number;
  readonly rows: number;
  /** How it is turned to be shown, in this order: counter-clockwise by so many quarters, or mirrored. */
  readonly moves: readonly ({ readonly quarters: number } | { readonly mirror: 'leftRight' | 'upDown' })[];
  readonly colour?: HeicColour;
  /** A description of its colours as the International Color Consortium has it. */
  readonly profile?: Uint8Array;
}

/** By the numbers of ITU-T H.273. */
interface HeicColour {
  readonly transfer: number;
  readonly matrix: number;
  readonly fullRange: boolean;
}

/** No index of a photo is longer. */
const longest = 1 << 24;
const mostTiles = 4096;
/** Before the index. Each costs a read. */
const mostBoxes = 100;
/** What a decoder is told before the first tile, in bytes: some hundred in the files of phones. */
const longestHeaders = 1 << 16;

/** Undefined if it is not HEIC of a kind that is read here. Throws if it is damaged or truncated. */
export async function readHeic(file: OpenFile): Promise<Heic | undefined> {
  try {
    return await photoIn(file);
  } catch (error) {
    throw error instanceof RangeError ? new Error('its index is damaged') : error;
  }
}

async function photoIn(file: OpenFile): Promise<Heic | undefined> {
  const meta = await findMeta(file);
  const items = meta && readItems(meta);
  if (!items) return undefined;
  const properties = items.propertiesOf(items.shown);
  const layout =
    items.kindOf(items.shown) === 'grid'
      ? await gridOf(items, file)
      : { columns: 1, rows: 1, size: extentOf(properties), parts: [items.shown] };
  const tiles = layout?.parts.map((item) => tileOf(items, item));
  if (!layout?.size || !tiles?.every((tile) => tile !== undefined)) return undefined;
  const isCut = tiles.some(({ place }) => 'at' in place && place.at + place.length > file.size);
  if (isCut) throw new Error('it ends too early');
  const bytes = tiles.reduce((sum, { place }) => sum + ('at' in place ? place : place.bytes).length, 0);
  if (bytes > file.size) throw new RangeError('its tiles overlap');
  const { columns, rows, size, parts } = layout;
  const [first = 0] = parts;
  return {
    ...{ size, tiles, columns, rows },
    moves: properties.flatMap(moveOf),
    ...coloursIn([...properties, ...items.propertiesOf(first)]),
  };
}

/** As shown. */
export function uprightSize({ size: { width, height }, moves }: Heic): Size {
  const quarters = moves.reduce((sum, move) => sum + ('quarters' in move ? move.quarters : 0), 0);
  return quarters % 2 === 0 ? { width, height } : { width: height, height: width };
}

/** Hybrid log-gamma, or the perceptual quantizer. */
export const isHighRange = ({ colour }: Heic): boolean => colour?.transfer === 16 || colour?.transfer === 18;

async function findMeta({ size, read }: OpenFile): Promise<Content | undefined> {
  let at = 0;
  for (let boxes = 0; boxes < mostBoxes && at + 16 <= size; boxes++) {
    const bytes = await read(at, 16);
    const { type, head, length } = headOf(viewOf(bytes), 0, size - at);
    if (type === 'meta') {
      if (length > longest) return undefined;
      return part(viewOf(await read(at, length)), head);
    }
    at += length;
  }
  return undefined;
}

const viewOf = ({ buffer, byteOffset, length }: Uint8Array): Content =>
  new DataView(buffer, byteOffset, length);

const longestGrid = 12;

/** ISO/IEC 23008-12, 6.6.2.3. */
async function gridOf(items: Items, file: OpenFile) {
  const place = items.placeOf(items.shown);
  const bytes =
    place &&
    ('bytes' in place ? place.bytes : await file.read(place.at, Math.min(place.length, longestGrid)));
  if (!bytes) return undefined;
  const grid = viewOf(bytes);
  const wide = (grid.getUint8(1) & 1) === 1;
  const [rows, columns] = [grid.getUint8(2) + 1, grid.getUint8(3) + 1];
  const size = wide
    ? { width: grid.getUint32(4), height: grid.getUint32(8) }
    : { width: grid.getUint16(4), height: grid.getUint16(6) };
  const parts = items.partsOf(items.shown);
  return parts.length === rows * columns && parts.length <= mostTiles
    ? { columns, rows, size, parts }
    : undefined;
}

function tileOf(items: Items, item: number): Heic['tiles'][number] | undefined {
  const place = items.placeOf(item);
  const hvcC = items.propertiesOf(item).find(({ type }) => type === 'hvcC');
  const isHevc = ['hvc1', 'hev1'].includes(items.kindOf(item) ?? '');
  return isHevc && place && hvcC && hvcC.content.byteLength <= longestHeaders
    ? { place, hvcC: bytesOf(hvcC.content) }
    : undefined;
}

function extentOf(properties: readonly Property[]): Size | undefined {
  const extent = properties.find(({ type }) => type === 'ispe')?.content;
  return extent && { width: extent.getUint32(4), height: extent.getUint32(8) };
}

function moveOf({ type, content }: Property): Heic['moves'] {
  if (type === 'irot') return [{ quarters: content.getUint8(0) & 3 }];
  if (type === 'imir') return [{ mirror: (content.getUint8(0) & 1) === 1 ? 'leftRight' : 'upDown' }];
  return [];
}

function coloursIn(properties: readonly Property[]): Pick<Heic, 'colour' | 'profile'> {
  const said = properties.flatMap(({ type, content }) =>
    type === 'colr' ? [{ kind: codeAt(content, 0), content: part(content, 4) }] : [],
  );
  const named = said.find(({ kind }) => kind === 'nclx')?.content;
  const profile = said.find(({ kind }) => kind === 'prof' || kind === 'rICC')?.content;
  return {
    ...(named && {
      colour: {
        transfer: named.getUint16(2),
        matrix: named.getUint16(4),
        fullRange: named.getUint8(6) >= 128,
      },
    }),
    ...(profile && { profile: bytesOf(profile) }),
  };
}
