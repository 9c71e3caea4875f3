import type { ColourFacts } from '../avc/sequence.ts';
import { type Content, codeAt } from './read-boxes.ts';

/** ITU-T H.273, tables 3 and 4: 2 is "not specified". */
const matrices = new Map([
  [0, 'rgb'],
  [1, 'bt709'],
  [5, 'bt470bg'],
  [6, 'smpte170m'],
  [9, 'bt2020-ncl'],
]);
const highRange: ReadonlySet<number | undefined> = new Set([16, 18]);

/** How colours are coded according to the track's `colr` box, or to the stream itself if there is none. */
export function colourOf(
  box: Content | undefined,
  stream: ColourFacts,
): { readonly fullRange: boolean; readonly highRange: boolean; readonly matrix: string | undefined } {
  const said = box ? readColr(box) : {};
  const transfer = said.transfer === 2 ? undefined : said.transfer;
  return {
    fullRange: said.fullRange ?? stream.fullRange ?? false,
    highRange: highRange.has(transfer ?? stream.transfer),
    matrix: matrices.get(said.matrix ?? 2) ?? matrices.get(stream.matrix ?? 2),
  };
}

/** ISO/IEC 14496-12, 12.1.5, or QuickTime's older form without the range. */
function readColr(box: Content): ColourFacts {
  const kind = codeAt(box, 0);
  if (kind !== 'nclx' && kind !== 'nclc') return {};
  const range = kind === 'nclx' ? { fullRange: box.getUint8(10) >= 128 } : {};
  return { transfer: box.getUint16(6), matrix: box.getUint16(8), ...range };
}
