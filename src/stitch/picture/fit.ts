import { type Size, sameSize } from '../../core/frames.ts';
import { unreachable } from '../../core/result.ts';
import type { Box } from '../../media/drawing/sheet.ts';
import { assumedMatrix, fromAssumedMatrix, fromFullRange, namedColours } from '../../media/encoding.ts';
import { toneMap } from '../../media/tone-map.ts';
import type { TimelineEntry } from '../../planner/plan.ts';
import type { DrawnStill, Video } from '../material.ts';

type Fit = TimelineEntry['fit'];
type Picture = Video | Pick<DrawnStill, 'kind' | 'size'>;

/**
 * A graph from label `from` to label `to` that converts pictures of any size and colour space to the film's size, square
 * pixels and BT.709.
 */
export function fitGraph(material: Picture, fit: Fit, film: Size, from: string, to: string): string {
  const range = material.kind === 'video' ? material.highRange : undefined;
  const exact = material.kind === 'video' && isConverted(material) ? '+accurate_rnd+full_chroma_int' : '';
  const shape = ({ width, height }: Size): string => {
    const scale = `scale=${width}:${height}:flags=bicubic${range ? '' : exact}`;
    // Scaled down first, because every pixel costs time.
    if (range) return [scale, ...toneMap(range)].join(',');
    return `${scale}:${colours(material)},format=yuv420p`;
  };
  const inside = shape(scaled(material.size, film, Math.min));
  const chain = (...filters: string[]): string => `[${from}]${[...filters, plainColours].join(',')}[${to}]`;
  if (sameSize(material.size, film)) return chain(shape(film));
  switch (fit) {
    case 'stretch':
      return chain(shape(film));
    case 'pad':
      return chain(inside, `pad=${film.width}:${film.height}:(ow-iw)/2:(oh-ih)/2`);
    case 'crop':
      return chain(shape(scaled(material.size, film, Math.max)), `crop=${film.width}:${film.height}`);
    case 'blur': {
      const eighth = (pixels: number): number => Math.max(16, pixels / 8);
      const small = scaled(film, { width: eighth(film.width), height: eighth(film.height) }, Math.max);
      const behind = [
        shape(scaled(material.size, small, Math.max)),
        `crop=${small.width}:${small.height}`,
        ...backdrop,
        `scale=${film.width}:${film.height}:flags=bicubic`,
      ];
      return [
        `[${from}]split[${to}_near][${to}_far]`,
        `[${to}_far]${behind.join(',')},${plainColours}[${to}_behind]`,
        `[${to}_near]${inside},${plainColours}[${to}_inside]`,
        `[${to}_behind][${to}_inside]overlay=format=yuv420:x=(W-w)/2:y=(H-h)/2[${to}]`,
      ].join(';');
    }
    default:
      return unreachable(fit);
  }
}

/** The position of the whole footage in the film's frame. Cropped parts lie outside the frame. */
export function placeOf(footage: Size, fit: Fit, film: Size): Box {
  const fills = fit === 'stretch' || sameSize(footage, film);
  const { width, height } = fills ? film : scaled(footage, film, fit === 'crop' ? Math.max : Math.min);
  return { x: (film.width - width) / 2, y: (film.height - height) / 2, width, height };
}

/** The size of a picture in a frame, without bars. */
export const windowOf = (from: Size, fit: Fit, film: Size): Size =>
  fit === 'pad' || fit === 'blur' ? scaled(from, film, Math.min) : film;

/** Square pixels, and the film's colour tags. */
export const plainColours = `setsar=1,${namedColours}`;

/** Blurred while small, which costs next to nothing, and dark enough not to distract. */
const backdrop = ['boxblur=luma_radius=3:luma_power=3', "lutyuv=y='16+(val-16)*0.55'"];

/** Even, as 4:2:0 requires. */
function scaled(from: Size, to: Size, choose: (x: number, y: number) => number): Size {
  const factor = choose(to.width / from.width, to.height / from.height);
  const even = (pixels: number): number => Math.max(2, Math.round((pixels * factor) / 2) * 2);
  return { width: even(from.width), height: even(from.height) };
}

/** Whether its colours are counted in another way: without care, ffmpeg then makes what it scales down darker. */
const isConverted = ({ facts, size }: Video): boolean => (facts.matrix ?? assumedMatrix(size)) !== 'bt709';

/** Footage without a colour matrix gets the one that players assume. */
function colours(material: Picture): string {
  const said = material.kind === 'still' || material.facts.matrix !== undefined;
  const range = material.kind === 'video' && material.facts.fullRange ? fromFullRange : '';
  return `${range}${said ? '' : fromAssumedMatrix(material.size)}out_color_matrix=bt709:out_range=tv`;
}
