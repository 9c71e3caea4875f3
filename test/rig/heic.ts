/** Writes photos in HEIC as phones do: a grid of tiles, turned by a property, beside a thumbnail or a gain map. */

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

function hvcC(units: readonly Buffer[]): Buffer {
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
  head.writeUInt8(3, 21);
  head.writeUInt8(3, 22);
  return box('hvcC', head, ...arrays);
}

const sample = (units: readonly Buffer[]): Buffer =>
  Buffer.concat(units.filter((unit) => typeOf(unit) < 32).flatMap((unit) => [u32(unit.length), unit]));

interface HeicSpec {
  /** Bare HEVC of a single picture each, row by row. */
  readonly tiles: readonly Buffer[];
  readonly columns: number;
  readonly rows: number;
  readonly size: { readonly width: number; readonly height: number };
  /** Properties of the photo: how it is turned, and so on. */
  readonly properties?: readonly Buffer[];
  /** Another picture, that belongs to the photo but is not shown. */
  readonly beside: Buffer;
}

/** Quarters counter-clockwise. */
export const turnedBy = (quarters: number): Buffer => box('irot', Buffer.from([quarters]));
export const mirrored = (axis: 0 | 1): Buffer => box('imir', Buffer.from([axis]));
export const coloured = (primaries: number, transfer: number, matrix: number, full: boolean): Buffer =>
  box('colr', text('nclx'), u16(primaries, transfer, matrix), Buffer.from([full ? 128 : 0]));

export function heic({ tiles, columns, rows, size, properties = [], beside }: HeicSpec): Buffer {
  const pictures = [...tiles, beside].map(unitsOf);
  const samples = pictures.map(sample);
  const grid = Buffer.concat([Buffer.from([0, 0, rows - 1, columns - 1]), u16(size.width, size.height)]);
  const [shown, other] = [tiles.length + 1, tiles.length + 2];
  const kept = [
    ...[hvcC(pictures[0] ?? []), hvcC(pictures.at(-1) ?? [])],
    ...[full('ispe', 0, 0, u32(size.width, size.height)), ...properties],
  ];
  const uses = [
    ...tiles.map((_, i) => [i + 1, [1]] as const),
    [shown, kept.slice(2).map((_, i) => i + 3)] as const,
    [other, [2]] as const,
  ];
  const infe = (item: number, type: string): Buffer => full('infe', 2, 0, u16(item, 0), text(`${type}\0`));
  const ftyp = box('ftyp', text('heic'), u32(0), text('mif1heic'));
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
      full('pitm', 0, 0, u16(shown)),
      full(
        ...(['iinf', 0, 0, u16(other)] as const),
        ...tiles.map((_, i) => infe(i + 1, 'hvc1')),
        infe(shown, 'grid'),
        infe(other, 'hvc1'),
      ),
      full(
        ...(['iref', 0, 0] as const),
        box('dimg', u16(shown, tiles.length, ...tiles.map((_, i) => i + 1))),
        box('auxl', u16(other, 1, shown)),
      ),
      box(
        'iprp',
        box('ipco', ...kept),
        full(
          ...(['ipma', 0, 0, u32(uses.length)] as const),
          ...uses.map(([item, numbers]) =>
            Buffer.concat([u16(item), Buffer.from([numbers.length, ...numbers])]),
          ),
        ),
      ),
      box('idat', grid),
      full('iloc', 1, 0, u16(0x4400, places.length), ...places),
    );
  };
  const before = ftyp.length + meta(0).length + 8;
  return Buffer.concat([ftyp, meta(before), box('mdat', ...samples)]);
}
