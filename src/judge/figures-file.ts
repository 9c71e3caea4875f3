import type { Figures, PictureFigures } from './figures.ts';
import { version } from './thresholds.ts';

/** Figures as the bytes of a file: a line of JSON, and then the columns. */
export function figuresToBytes({ pictures, sound, ...about }: Figures): Buffer {
  const { count, grid } = pictures;
  const head = { version, ...about, count, grid, steps: sound?.power.length };
  const columns = [
    ...pictureColumns.map((name) => pictures[name]),
    ...[pictures.rows, pictures.columns],
    ...(sound ? soundColumns.map((name) => sound[name]) : []),
    pictures.cells,
  ];
  return Buffer.concat([
    Buffer.from(`${JSON.stringify(head)}\n`),
    ...columns.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  ]);
}

/** Undefined for anything but what `figuresToBytes` wrote in this version: the folder is untrusted. */
export function figuresFromBytes(bytes: Buffer): Figures | undefined {
  try {
    const end = bytes.indexOf('\n');
    const head: Head = JSON.parse(bytes.toString('utf8', 0, end));
    const { count, grid, size, steps, made, fps, begin } = head;
    if (head.version !== version || !isSound(head)) return undefined;
    let at = end + 1;
    const take = (length: number, each: number): ArrayBuffer => {
      const part = bytes.subarray(at, at + length * each);
      at += length * each;
      if (part.length !== length * each) throw new RangeError('The file is cut short.');
      // A copy begins where numbers may begin.
      return Uint8Array.from(part).buffer;
    };
    const floats = (length: number): Float32Array => new Float32Array(take(length, 4));
    const named = <Name extends string>(names: readonly Name[], length: number) =>
      Object.fromEntries(names.map((name) => [name, floats(length)])) as Record<Name, Float32Array>;
    const columns = named(pictureColumns, count);
    const lines = { rows: floats(size.height), columns: floats(size.width) };
    const sound = steps === undefined ? undefined : named(soundColumns, steps);
    const cells = new Uint16Array(take(count * grid.width * grid.height, 2));
    const pictures: PictureFigures = { count, grid, ...columns, ...lines, cells };
    return { made, fps, begin, size, pictures, ...(sound && { sound }) };
  } catch {
    return undefined;
  }
}

type Head = Omit<Figures, 'pictures' | 'sound'> & {
  readonly version: number;
  readonly count: number;
  readonly grid: Figures['size'];
  readonly steps?: number;
};

const isSound = ({ count, grid, size, steps = 0, made, fps, begin }: Head): boolean =>
  [count, grid.width, grid.height, size.width, size.height, steps].every(
    (one) => Number.isSafeInteger(one) && one >= 0,
  ) &&
  [made.seconds, made.fps, made.size.width, made.size.height, fps, begin].every(Number.isFinite) &&
  fps > 0;

const pictureColumns = ['luma', 'dark', 'u', 'v', 'saturation', 'sharpness', 'motion', 'peak'] as const;
const soundColumns = ['power', 'peak', 'full', 'near'] as const;
