import { open } from 'node:fs/promises';
import type { ParameterSets } from './avc/parameter-sets.ts';
import { beginsAnew } from './avc/parameter-sets.ts';
import type { CodedPicture } from './avc/restart.ts';
import { readSlice, type SliceContext, sliceContext } from './avc/slice.ts';
import { isSlice, typeOf, unitsOf, unitType } from './avc/units.ts';
import type { AvcPackets } from './footage-facts.ts';

/** Coded pictures of a file. */
export interface CodedFootage {
  readonly file: string;
  readonly packets: AvcPackets;
  readonly sets: ParameterSets;
  /** The number of the frame that each shows; negative if it doesn't count. */
  readonly shows: Int32Array;
}

/** Pictures from one with which decoding can begin, up to the next such. */
export interface CodedGroup {
  readonly context: SliceContext;
  /** Of the first picture, in decode order. */
  readonly index: number;
  readonly pictures: readonly CodedPicture[];
}

/** The group that shows a frame. Undefined if its slices say anything that is not read here. */
export async function readGroup(footage: CodedFootage, frame: number): Promise<CodedGroup | undefined> {
  const { file, packets, sets, shows } = footage;
  const context = sliceContext(sets);
  const at = shows.indexOf(frame);
  const index = packets.keys.subarray(0, at + 1).lastIndexOf(1);
  if (!context || index < 0) return undefined;
  const pictures: CodedPicture[] = [];
  const handle = await open(file);
  try {
    for (let i = index; i < shows.length; i++) {
      const sample = new Uint8Array(packets.sizes[i] ?? 0);
      await handle.read(sample, 0, sample.length, packets.offsets[i] ?? 0);
      const units = unitsOf(sample);
      if (i === index && !beginsAnew(sample, sets)) return undefined;
      if (i > index && units.some((unit) => typeOf(unit) === unitType.idr)) break;
      const header = headerOf(units, context);
      const show = shows[i] ?? -1;
      if (!header || show < 0) return undefined;
      pictures.push({ show, header });
    }
  } finally {
    await handle.close();
  }
  return { context, index, pictures };
}

/** H.264, table 7-1, beyond slices: further information, delimiters and padding. */
const harmless: ReadonlySet<number> = new Set([6, 9, 12]);

/** The header of a picture's first slice. */
function headerOf(units: readonly Uint8Array[], context: SliceContext): CodedPicture['header'] | undefined {
  const headers: CodedPicture['header'][] = [];
  for (const unit of units) {
    if (!isSlice(unit)) {
      const isHeader = typeOf(unit) === unitType.sequence || typeOf(unit) === unitType.picture;
      if (!harmless.has(typeOf(unit)) && !(isHeader && headers.length === 0)) return undefined;
      continue;
    }
    const header = readSlice(unit, context);
    if (!header) return undefined;
    headers.push(header);
  }
  return headers[0];
}
