import { type Size, sameSize } from '../../core/frames.ts';
import { unreachable } from '../../core/result.ts';
import type { Material } from '../material.ts';
import type { Piece } from './pieces.ts';

/** Filters that bring pictures of any size and colour space to the film's size, in square pixels and BT.709. */
export function fitting(material: Material, fit: Piece['fit'], film: Size): readonly string[] {
  const scale = (size: Size): string =>
    `scale=${size.width}:${size.height}:flags=bicubic:${colours(material)},format=yuv420p`;
  const from = material.size;
  if (sameSize(from, film)) return [scale(film), 'setsar=1'];
  switch (fit) {
    case 'stretch':
      return [scale(film), 'setsar=1'];
    case 'blur':
    case 'pad':
      return [
        scale(scaled(from, film, Math.min)),
        `pad=${film.width}:${film.height}:(ow-iw)/2:(oh-ih)/2`,
        'setsar=1',
      ];
    case 'crop':
      return [scale(scaled(from, film, Math.max)), `crop=${film.width}:${film.height}`, 'setsar=1'];
    default:
      return unreachable(fit);
  }
}

/** Even, as 4:2:0 wants it. */
function scaled(from: Size, to: Size, choose: (x: number, y: number) => number): Size {
  const factor = choose(to.width / from.width, to.height / from.height);
  const even = (pixels: number): number => Math.max(2, Math.round((pixels * factor) / 2) * 2);
  return { width: even(from.width), height: even(from.height) };
}

/** Footage that doesn't say which colour matrix it has is taken for what players take it for. */
function colours(material: Material): string {
  const guess = material.size.height >= 720 ? 'bt709' : 'bt601';
  const said = material.kind === 'still' || material.facts.matrix !== undefined;
  return `${said ? '' : `in_color_matrix=${guess}:`}out_color_matrix=bt709:out_range=tv`;
}
