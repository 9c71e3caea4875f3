/** Writes photos in HEIC and AVIF as phones do: a grid of tiles, turned by a property, beside a thumbnail or a gain map. */

export const u16 = (...values: readonly number[]): Buffer =>
  Buffer.from(values.flatMap((v) => [v >> 8, v & 255]));
export const u32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value, 4 * i);
  return bytes;
};
const text = (value: string): Buffer => Buffer.from(value, 'latin1');
export const box = (type: string, ...content: readonly Buffer[]): Buffer => {
  const all = Buffer.concat(content);
  return Buffer.concat([u32(all.length + 8), text(type), all]);
};
export const full = (type: string, version: number, flags: number, ...content: readonly Buffer[]): Buffer =>
  box(type, u32(version * 2 ** 24 + flags), ...content);

/** The units of a bare stream of HEVC. */
function unitsOf(stream: Buffer): readonly Buffer[] {
  const units: Buffer[] = [];
  let from = -1;
  for (let at = 0; at + 3 <= stream.length; at++) {
    if (stream.readUIntBE(at, 3) !== 1) continue;
    if (from >= 0) units.push(stream.subarray(from, stream[at - 1] === 0 ? at - 1 : at));
    from = at + 3;
  }
  units.push(stream.subarray(from));
  return units;
}

const typeOf = (unit: Buffer): number => (unit.readUInt8(0) >> 1) & 0x3f;

function hvcC(units: readonly Buffer[], wholePlanes: boolean): Buffer {
  const arrays = [32, 33, 34].map((type) => {
    const own = units.filter((unit) => typeOf(unit) === type);
    return Buffer.concat([
      Buffer.from([0x80 | type]),
      u16(own.length),
      ...own.flatMap((u) => [u16(u.length), u]),
    ]);
  });
  const head = Buffer.alloc(23);
  head.writeUInt8(1, 0);
  head.writeUInt8(wholePlanes ? 0xff : 0xfd, 16);
  head.writeUInt8(3, 21);
  head.writeUInt8(3, 22);
  return box('hvcC', head, ...arrays);
}

const sample = (units: readonly Buffer[]): Buffer =>
  Buffer.concat(units.filter((unit) => typeOf(unit) < 32).flatMap((unit) => [u32(unit.length), unit]));

/** A picture of an IVF file, and what a decoder is told before it: nothing, since it is in the picture, too. */
const av1 = {
  config: (_: Buffer, wholePlanes: boolean) => box('av1C', Buffer.from([0x81, 0, wholePlanes ? 0 : 0x0c, 0])),
  // Without the delimiter before it.
  sample: (ivf: Buffer) => ivf.subarray(32 + 12 + 2, 32 + 12 + ivf.readUInt32LE(32)),
};
const hevc = {
  config: (stream: Buffer, wholePlanes: boolean) => hvcC(unitsOf(stream), wholePlanes),
  sample: (stream: Buffer) => sample(unitsOf(stream)),
};

interface HeifSpec {
  /** Bare HEVC, or IVF with AV1, of a single picture each, row by row. */
  readonly tiles: readonly Buffer[];
  readonly columns: number;
  readonly rows: number;
  readonly size: { readonly width: number; readonly height: number };
  /** Properties of the photo: how it is turned, and so on. */
  readonly properties?: readonly Buffer[];
  /** Another picture, that belongs to the photo but is not shown; `covers`: it says how much of the photo covers. */
  readonly beside: Buffer;
  readonly covers?: boolean;
  readonly coding?: 'hevc' | 'av1';
  /** Set if colours are stored as finely as brightness. */
  readonly wholePlanes?: boolean;
  /** How the tiles are put together. */
  readonly made?: 'grid' | 'iovl';
  /** Properties of a copy of the photo, which is then shown. */
  readonly copied?: readonly Buffer[];
}

/** Quarters counter-clockwise. */
export const turnedBy = (quarters: number): Buffer => box('irot', Buffer.from([quarters]));
export const mirrored = (axis: 0 | 1): Buffer => box('imir', Buffer.from([axis]));
export const coloured = (primaries: number, transfer: number, matrix: number, full: boolean): Buffer =>
  box('colr', text('nclx'), u16(primaries, transfer, matrix), Buffer.from([full ? 128 : 0]));

/** A part around the middle, whose middle is moved by so much. */
export const cropped = (width: number, height: number, right: number, down: number): Buffer =>
  box('clap', u32(width, 1, height, 1), u32(right >>> 0, 1, down >>> 0, 1));

export function heif(spec: HeifSpec): Buffer {
  const { tiles, columns, rows, size, properties = [], beside, covers, copied, made = 'grid' } = spec;
  const { wholePlanes = false } = spec;
  const coding = spec.coding === 'av1' ? av1 : hevc;
  const coded = spec.coding === 'av1' ? 'av01' : 'hvc1';
  const samples = [...tiles, beside].map(coding.sample);
  const grid = Buffer.concat([Buffer.from([0, 0, rows - 1, columns - 1]), u16(size.width, size.height)]);
  const [shown, other, copy] = [tiles.length + 1, tiles.length + 2, tiles.length + 3];
  const alpha = full('auxC', 0, 0, text('urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0'));
  const extent = full('ispe', 0, 0, u32(size.width, size.height));
  const kept = [
    ...[coding.config(tiles[0] ?? beside, wholePlanes), coding.config(beside, false)],
    ...[extent, alpha, ...properties, ...(copied ?? [])],
  ];
  const numbers = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);
  const uses: readonly (readonly [number, readonly number[]])[] = [
    ...tiles.map((_, i) => [i + 1, [1]] as const),
    [shown, [3, ...numbers(5, properties.length)]],
    [other, covers ? [2, 3, 4] : [2]],
    ...(copied ? [[copy, [3, ...numbers(5 + properties.length, copied.length)]] as const] : []),
  ];
  const infe = (item: number, type: string): Buffer => full('infe', 2, 0, u16(item, 0), text(`${type}\0`));
  const brand = spec.coding === 'av1' ? 'avif' : 'heic';
  const ftyp = box('ftyp', text(brand), u32(0), text(`mif1${brand}`));
  const meta = (first: number): Buffer => {
    let at = first;
    const places = [...samples.slice(0, -1), grid, samples.at(-1) ?? grid].map((bytes, i) => {
      const inIndex = bytes === grid;
      const place = Buffer.concat([u16(i + 1, inIndex ? 1 : 0, 0, 1), u32(inIndex ? 0 : at, bytes.length)]);
      if (!inIndex) at += bytes.length;
      return place;
    });
    return full(
      ...(['meta', 0, 0] as const),
      full('hdlr', 0, 0, u32(0), text('pict'), Buffer.alloc(13)),
      full('pitm', 0, 0, u16(copied ? copy : shown)),
      full(
        ...(['iinf', 0, 0, u16(copied ? copy : other)] as const),
        ...tiles.map((_, i) => infe(i + 1, coded)),
        infe(shown, made),
        infe(other, coded),
        ...(copied ? [infe(copy, 'iden')] : []),
      ),
      full(
        ...(['iref', 0, 0] as const),
        box('dimg', u16(shown, tiles.length, ...tiles.map((_, i) => i + 1))),
        box('auxl', u16(other, 1, shown)),
        ...(copied ? [box('dimg', u16(copy, 1, shown))] : []),
      ),
      box(
        'iprp',
        box('ipco', ...kept),
        full(
          ...(['ipma', 0, 0, u32(uses.length)] as const),
          ...uses.map(([item, used]) => Buffer.concat([u16(item), Buffer.from([used.length, ...used])])),
        ),
      ),
      box('idat', grid),
      full('iloc', 1, 0, u16(0x4400, places.length), ...places),
    );
  };
  const before = ftyp.length + meta(0).length + 8;
  return Buffer.concat([ftyp, meta(before), box('mdat', ...samples)]);
}
