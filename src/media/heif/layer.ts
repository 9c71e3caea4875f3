import type { Size } from '../../core/frames.ts';
import { bytesOf, type Content } from '../mp4/read-boxes.ts';
import type { OpenFile } from '../open-file.ts';
import type { ItemPlace, Items, Property } from './read-items.ts';

/** The pixels of a picture, or of what says how much of it covers: a grid of tiles. */
export interface HeifLayer {
  readonly coding: 'hevc' | 'av1';
  /** As stored, before anything is done to it. */
  readonly size: Size;
  /** Row by row. All have the same size. */
  readonly tiles: readonly Tile[];
  /** The items that they are. */
  readonly parts: readonly number[];
  readonly columns: number;
  readonly rows: number;
}

export interface Tile {
  readonly place: ItemPlace;
  /** What a decoder is told before it: an `hvcC` or `av1C`. */
  readonly config: Uint8Array;
}

const codings = {
  hvc1: { coding: 'hevc', config: 'hvcC' },
  hev1: { coding: 'hevc', config: 'hvcC' },
  av01: { coding: 'av1', config: 'av1C' },
} as const;

const mostTiles = 4096;
/** What a decoder is told before the first tile, in bytes: some hundred in the files of phones. */
const longestHeaders = 1 << 16;
const longestGrid = 12;

/** Or how it is made, if that is not read here. Throws if it is damaged or truncated. */
export async function readLayer(
  items: Items,
  item: number,
  file: OpenFile,
): Promise<HeifLayer | { readonly made: string }> {
  const kind = items.kindOf(item) ?? '';
  const layout =
    kind === 'grid'
      ? await gridOf(items, item, file)
      : { columns: 1, rows: 1, size: extentOf(items.propertiesOf(item)), parts: [item] };
  const { columns, rows, size, parts } = layout;
  const coded = items.kindOf(parts[0] ?? 0) ?? '';
  if (!isCoded(coded)) return { made: coded };
  const tiles = parts.map((one) => tileOf(items, one, coded));
  if (!size || !tiles.every((tile) => tile !== undefined)) return { made: kind };
  const isCut = tiles.some(({ place }) => 'at' in place && place.at + place.length > file.size);
  if (isCut) throw new Error('it ends too early');
  const bytes = tiles.reduce((sum, { place }) => sum + ('at' in place ? place : place.bytes).length, 0);
  if (bytes > file.size) throw new RangeError('its tiles overlap');
  return { coding: codings[coded].coding, size, tiles, parts, columns, rows };
}

const isCoded = (kind: string): kind is keyof typeof codings => Object.hasOwn(codings, kind);

interface Layout extends Pick<HeifLayer, 'columns' | 'rows' | 'parts'> {
  readonly size: Size | undefined;
}

/** ISO/IEC 23008-12, 6.6.2.3. */
async function gridOf(items: Items, item: number, file: OpenFile): Promise<Layout> {
  const place = items.placeOf(item);
  const bytes =
    place &&
    ('bytes' in place ? place.bytes : await file.read(place.at, Math.min(place.length, longestGrid)));
  if (!bytes) throw new RangeError('its grid is nowhere');
  const grid = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const wide = (grid.getUint8(1) & 1) === 1;
  const [rows, columns] = [grid.getUint8(2) + 1, grid.getUint8(3) + 1];
  const size = wide
    ? { width: grid.getUint32(4), height: grid.getUint32(8) }
    : { width: grid.getUint16(4), height: grid.getUint16(6) };
  const parts = items.partsOf(item);
  if (parts.length !== rows * columns || parts.length > mostTiles)
    throw new RangeError('its grid has not as many tiles as it says');
  return { columns, rows, size, parts };
}

function tileOf(items: Items, item: number, coded: keyof typeof codings): Tile | undefined {
  const place = items.placeOf(item);
  const { coding, config } = codings[coded];
  const kind = items.kindOf(item) ?? '';
  const told = items.propertiesOf(item).find(({ type }) => type === config)?.content;
  return isCoded(kind) && codings[kind].coding === coding && place && isShort(told)
    ? { place, config: bytesOf(told) }
    : undefined;
}

const isShort = (headers: Content | undefined): headers is Content =>
  headers !== undefined && headers.byteLength <= longestHeaders;

/** Whether its planes of colour are as large as the one of brightness (4:4:4). */
export function hasWholePlanes({ coding, tiles }: HeifLayer): boolean {
  const [first] = tiles;
  if (!first) return false;
  const { config } = first;
  // That it is grey, and that colour is halved across and down (AV1), or a number of its own (ISO/IEC 14496-15, 8.3.3.1).
  return coding === 'av1' ? ((config[2] ?? 0xff) & 0x1c) === 0 : ((config[16] ?? 0) & 3) === 3;
}

function extentOf(properties: readonly Property[]): Size | undefined {
  const extent = properties.find(({ type }) => type === 'ispe')?.content;
  return extent && { width: extent.getUint32(4), height: extent.getUint32(8) };
}
