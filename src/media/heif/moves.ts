import type { Size } from '../../core/frames.ts';
import type { Content } from '../mp4/read-boxes.ts';
import type { Property } from './read-items.ts';

/** What is done to a picture before it is shown. */
export type HeifMove =
  /** Turned counter-clockwise. */
  | { readonly kind: 'turn'; readonly quarters: number }
  | { readonly kind: 'mirror'; readonly sides: 'leftRight' | 'upDown' }
  /** Of a smaller part, in whole pixels around its middle; the offset is that of its middle. */
  | { readonly kind: 'crop'; readonly size: Size; readonly right: number; readonly down: number };

/** In the order in which they are done. Throws RangeError if they are damaged. */
export const movesIn = (properties: readonly Property[]): readonly HeifMove[] => properties.flatMap(moveOf);

function moveOf({ type, content }: Property): readonly HeifMove[] {
  switch (type) {
    case 'irot':
      return [{ kind: 'turn', quarters: content.getUint8(0) & 3 }];
    case 'imir':
      return [{ kind: 'mirror', sides: (content.getUint8(0) & 1) === 1 ? 'leftRight' : 'upDown' }];
    case 'clap':
      return [cropOf(content)];
    default:
      return [];
  }
}

/** ISO/IEC 14496-12, 12.1.4.1: four fractions. */
function cropOf(content: Content): HeifMove {
  const fraction = (at: number): number => {
    const below = content.getUint32(at + 4);
    if (below === 0) throw new RangeError('a fraction of nothing');
    return content.getInt32(at) / below;
  };
  const size = { width: Math.round(fraction(0)), height: Math.round(fraction(8)) };
  if (size.width < 1 || size.height < 1) throw new RangeError('nothing is left of it');
  return { kind: 'crop', size, right: fraction(16), down: fraction(24) };
}

/** The size after all moves. */
export const moved = (size: Size, moves: readonly HeifMove[]): Size => moves.reduce(sizeAfter, size);

function sizeAfter(size: Size, move: HeifMove): Size {
  switch (move.kind) {
    case 'turn':
      return move.quarters % 2 === 0 ? size : { width: size.height, height: size.width };
    case 'mirror':
      return size;
    case 'crop':
      return {
        width: Math.min(size.width, move.size.width),
        height: Math.min(size.height, move.size.height),
      };
  }
}

/** ffmpeg's filters for them. */
export function moveFilters(size: Size, moves: readonly HeifMove[]): readonly string[] {
  let before = size;
  return moves.flatMap((move) => {
    const filters = filtersOf(move, before);
    before = sizeAfter(before, move);
    return filters;
  });
}

function filtersOf(move: HeifMove, before: Size): readonly string[] {
  switch (move.kind) {
    case 'turn':
      return turns[move.quarters] ?? [];
    case 'mirror':
      return [move.sides === 'leftRight' ? 'hflip' : 'vflip'];
    case 'crop':
      return [cropFilter(before, move)];
  }
}

function cropFilter(before: Size, move: Extract<HeifMove, { kind: 'crop' }>): string {
  const { width, height } = sizeAfter(before, move);
  const within = (most: number, wanted: number): number => Math.max(0, Math.min(most, Math.round(wanted)));
  const x = within(before.width - width, (before.width - width) / 2 + move.right);
  const y = within(before.height - height, (before.height - height) / 2 + move.down);
  return `crop=${width}:${height}:${x}:${y}:exact=1`;
}

const turns: readonly (readonly string[])[] = [
  [],
  ['transpose=cclock'],
  ['hflip', 'vflip'],
  ['transpose=clock'],
];
