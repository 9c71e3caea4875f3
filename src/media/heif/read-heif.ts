import type { Size } from '../../core/frames.ts';
import { bytesOf, type Content, codeAt, headOf, part } from '../mp4/read-boxes.ts';
import type { OpenFile } from '../open-file.ts';
import { type HeifLayer, hasWholePlanes, readLayer } from './layer.ts';
import { type HeifMove, moved, movesIn } from './moves.ts';
import { type Items, type Property, readItems } from './read-items.ts';

/** A photo in HEIC or AVIF. Phones store it as a grid of tiles, of which an ffmpeg before version 8 shows one. */
export interface Heif {
  readonly name: 'HEIC' | 'AVIF';
  readonly picture: HeifLayer;
  /** How much of each place covers what is behind it. */
  readonly cover?: HeifLayer;
  /** Set if its colours are as dark as they cover little. */
  readonly multiplied?: true;
  readonly moves: readonly HeifMove[];
  readonly colour?: HeifColour;
  /** A description of its colours as the International Color Consortium has it. */
  readonly profile?: Uint8Array;
}

/** By the numbers of ITU-T H.273. */
interface HeifColour {
  readonly transfer: number;
  readonly matrix: number;
  readonly fullRange: boolean;
}

/** A photo that is made in a way that is not read here: a four-character code. */
export interface StrangeHeif {
  readonly made: string;
}

/** No index of a photo is longer. */
const longest = 1 << 24;
/** Before the index. Each costs a read. */
const mostBoxes = 100;
/** Each is a copy of the one before. */
const mostCopies = 8;

/** Undefined if it has no index of pictures. Throws if it is damaged or truncated. */
export async function readHeif(file: OpenFile): Promise<Heif | StrangeHeif | undefined> {
  try {
    return await photoIn(file);
  } catch (error) {
    throw error instanceof RangeError ? new Error('its index is damaged') : error;
  }
}

async function photoIn(file: OpenFile): Promise<Heif | StrangeHeif | undefined> {
  const meta = await findMeta(file);
  const items = meta && readItems(meta);
  if (!items) return undefined;
  const { item, properties } = original(items);
  const picture = await readLayer(items, item, file);
  if ('made' in picture) return picture;
  const covering = [items.shown, item].flatMap(items.besides).find((one) => isCover(items, one));
  const cover = covering === undefined ? undefined : await readLayer(items, covering, file);
  if (cover && 'made' in cover) return cover;
  const [first = 0] = picture.parts;
  return {
    name: picture.coding === 'hevc' ? 'HEIC' : 'AVIF',
    picture,
    ...(cover && { cover }),
    ...(items.isMultiplied(item) && { multiplied: true }),
    moves: movesIn(properties),
    ...coloursIn([...properties, ...items.propertiesOf(first)]),
  };
}

/** The picture that a copy is a copy of, and what is said of both: of the original first. */
function original(items: Items): { readonly item: number; readonly properties: readonly Property[] } {
  let item = items.shown;
  let properties = items.propertiesOf(item);
  for (let copies = 0; items.kindOf(item) === 'iden' && copies < mostCopies; copies++) {
    const [of] = items.partsOf(item);
    if (of === undefined) break;
    item = of;
    properties = [...items.propertiesOf(item), ...properties];
  }
  return { item, properties };
}

const covers = ['urn:mpeg:mpegB:cicp:systems:auxiliary:alpha', 'urn:mpeg:hevc:2015:auxid:1'];

function isCover(items: Items, item: number): boolean {
  const kind = items.propertiesOf(item).find(({ type }) => type === 'auxC')?.content;
  const [name = ''] = kind
    ? Buffer.from(bytesOf(part(kind, 4)))
        .toString('latin1')
        .split('\0')
    : [];
  return covers.includes(name);
}

/** As shown. */
export const shownSize = ({ picture, moves }: Heif): Size => moved(picture.size, moves);

/** Hybrid log-gamma, or the perceptual quantizer. */
export const isHighRange = ({ colour }: Heif): boolean => colour?.transfer === 16 || colour?.transfer === 18;

/** Whether its planes are green, blue and red themselves: only whole planes can be. */
export const isInPrimaries = ({ colour, picture }: Heif): boolean =>
  colour?.matrix === 0 && hasWholePlanes(picture);

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

function coloursIn(properties: readonly Property[]): Pick<Heif, 'colour' | 'profile'> {
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
