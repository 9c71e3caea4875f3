import { unreachable } from '../core/result.ts';
import type { HighRange } from './footage-facts.ts';
import type { Tool } from './tools.ts';

/** The brightness of white paper in cd/m² (ITU-R BT.2408, 5.1). Everything up to it looks as in ordinary footage. */
const white = 203;
/** The share of white up to which nothing changes. Brighter values are compressed into the rest. */
const knee = 0.5;

/**
 * Filters that convert high dynamic range for an ordinary screen: BT.709 in 8 bits. Content made from ordinary
 * pictures stays as it was, except for its brightest parts.
 */
export function toneMap(range: HighRange): readonly string[] {
  return [
    'format=yuv420p10le',
    // Often only the container says so, not the pictures.
    `setparams=color_primaries=bt2020:color_trc=${transfer(range)}:colorspace=bt2020nc`,
    `zscale=t=linear:npl=${white}`,
    'format=gbrpf32le',
    'zscale=p=709',
    `tonemap=tonemap=mobius:param=${knee}:desat=0`,
    'zscale=t=709:m=709:r=limited',
    'format=yuv420p',
  ];
}

export const canToneMap = ({ lacks }: Tool): boolean =>
  !['zscale', 'tonemap'].some((name) => lacks.includes(name));

function transfer(range: HighRange): string {
  switch (range) {
    case 'hlg':
      return 'arib-std-b67';
    case 'pq':
      return 'smpte2084';
    default:
      return unreachable(range);
  }
}
