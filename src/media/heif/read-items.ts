import { boxAt, boxesIn, bytesOf, type Content, codeAt, part } from '../mp4/read-boxes.ts';

/** The items of an image file (ISO/IEC 14496-12, 8.11): pictures, and pictures made of others. */
export interface Items {
  /** The number of the picture that is shown. */
  readonly shown: number;
  /** A four-character code; undefined if there is no such item. */
  kindOf(item: number): string | undefined;
  /** The items that it is made of, in order. */
  partsOf(item: number): readonly number[];
  /** Those that say how much of it covers what is behind it, and what else belongs to it. */
  besides(item: number): readonly number[];
  /** Whether its colours are as dark as what covers them is thin. */
  isMultiplied(item: number): boolean;
  /** What is said of it: its boxes, in order. */
  propertiesOf(item: number): readonly Property[];
  /** Where its bytes are. Undefined if they are spread in a way that no camera uses. */
  placeOf(item: number): ItemPlace | undefined;
}

export interface Property {
  readonly type: string;
  readonly content: Content;
}

export type ItemPlace =
  | { readonly at: number; readonly length: number }
  /** Within the index. */
  | { readonly bytes: Uint8Array };

/** `meta`: the box's content. Undefined if it lacks anything. Throws RangeError if it is damaged. */
export function readItems(meta: Content): Items | undefined {
  const inside = boxesIn(part(meta, 4));
  const box = (type: string): Content | undefined => inside.find((one) => one.type === type)?.content;
  const [first, infos, properties, places] = [box('pitm'), box('iinf'), box('iprp'), box('iloc')];
  const kept = properties && boxAt(properties, 'ipco');
  const uses = properties && boxAt(properties, 'ipma');
  if (!first || !infos || !kept || !uses || !places) return undefined;
  const kinds = readKinds(infos);
  const [parts, belonging, multiplied] = ['dimg', 'auxl', 'prem'].map((type) =>
    readReferences(box('iref'), type),
  );
  const boxes = boxesIn(kept);
  const used = readUses(uses);
  const idat = box('idat');
  const where = readPlaces(places, idat && bytesOf(idat));
  return {
    shown: first.getUint8(0) === 0 ? first.getUint16(4) : first.getUint32(4),
    kindOf: (item) => kinds.get(item),
    partsOf: (item) => parts?.get(item) ?? [],
    besides: (item) => [...(belonging ?? [])].flatMap(([one, to]) => (to.includes(item) ? [one] : [])),
    isMultiplied: (item) => multiplied?.has(item) === true,
    propertiesOf: (item) => (used.get(item) ?? []).flatMap((number) => boxes[number - 1] ?? []),
    placeOf: (item) => where.get(item),
  };
}

function readKinds(infos: Content): ReadonlyMap<number, string> {
  const entries = boxesIn(part(infos, infos.getUint8(0) === 0 ? 6 : 8));
  return new Map(
    entries.map(({ content }) =>
      content.getUint8(0) === 2
        ? [content.getUint16(4), codeAt(content, 8)]
        : [content.getUint32(4), codeAt(content, 10)],
    ),
  );
}

/** The items to which each item refers in this way. */
function readReferences(
  references: Content | undefined,
  wanted: string,
): ReadonlyMap<number, readonly number[]> {
  const wide = references?.getUint8(0) === 1;
  const size = wide ? 4 : 2;
  const read = (content: Content, at: number): number =>
    wide ? content.getUint32(at) : content.getUint16(at);
  const made = references ? boxesIn(part(references, 4)).filter(({ type }) => type === wanted) : [];
  return new Map(
    made.map(({ content }) => [
      read(content, 0),
      Array.from({ length: content.getUint16(size) }, (_, i) => read(content, size + 2 + i * size)),
    ]),
  );
}

/** Which properties each item has, counted from 1. */
function readUses(uses: Content): ReadonlyMap<number, readonly number[]> {
  const [wideItems, wideNumbers] = [uses.getUint8(0) > 0, (uses.getUint8(3) & 1) === 1];
  const used = new Map<number, readonly number[]>();
  let at = 8;
  for (let left = uses.getUint32(4); left > 0; left--) {
    const item = wideItems ? uses.getUint32(at) : uses.getUint16(at);
    at += wideItems ? 4 : 2;
    const count = uses.getUint8(at++);
    const numbers = Array.from({ length: count }, () => {
      const number = wideNumbers ? uses.getUint16(at) & 0x7fff : uses.getUint8(at) & 0x7f;
      at += wideNumbers ? 2 : 1;
      return number;
    });
    used.set(item, numbers);
  }
  return used;
}

function readPlaces(table: Content, inIndex: Uint8Array | undefined): ReadonlyMap<number, ItemPlace> {
  const version = table.getUint8(0);
  const sizes = table.getUint16(4);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version === 0 ? 0 : sizes & 15;
  let at = 6;
  const next = (size: number): number => {
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + table.getUint8(at++);
    return value;
  };
  const number = version < 2 ? 2 : 4;
  const places = new Map<number, ItemPlace>();
  for (let left = next(number); left > 0; left--) {
    const item = next(number);
    const way = version === 0 ? 0 : next(2) & 15;
    next(2);
    const base = next(baseSize);
    const extents = next(2);
    if (extents !== 1) {
      // They may take no bytes at all, so many of them would cost nothing to write and long to read.
      at += extents * (indexSize + offsetSize + lengthSize);
      continue;
    }
    next(indexSize);
    const from = base + next(offsetSize);
    const length = next(lengthSize);
    if (way === 0) places.set(item, { at: from, length });
    if (way === 1 && inIndex) places.set(item, { bytes: inIndex.subarray(from, from + length) });
  }
  return places;
}
