/** Where and how sharply a picture opens onto the next one. */
export interface PictureOpening {
  /**
   * The progress, in [0, 1], at which a point opens, as an expression of x and y: 0 at the left and top, 1 at the right and
   * bottom.
   */
  readonly when: string;
  /** The width of the edge; 1 is its whole path. */
  readonly soft: number;
}

const sharp = 1 / 32;
const half = 1 / 2;
const whole = 1;

const fromMiddle = 'hypot((x-0.5)*ratio,y-0.5)/hypot(ratio/2,0.5)';

/**
 * Transitions that consist of a mask alone, by their names in ffmpeg's xfade: its geometry (vf_xfade.c, 7.1), drawn with our
 * edges. `ratio` is the picture's width divided by its height.
 */
export const openings: Readonly<Record<string, PictureOpening>> = {
  wipeleft: { when: '1-x', soft: sharp },
  wiperight: { when: 'x', soft: sharp },
  wipeup: { when: '1-y', soft: sharp },
  wipedown: { when: 'y', soft: sharp },
  wipetl: { when: '1-max(x,y)', soft: sharp },
  wipetr: { when: '1-max(1-x,y)', soft: sharp },
  wipebl: { when: '1-max(x,1-y)', soft: sharp },
  wipebr: { when: '1-max(1-x,1-y)', soft: sharp },
  smoothleft: { when: '1-x', soft: whole },
  smoothright: { when: 'x', soft: whole },
  smoothup: { when: '1-y', soft: whole },
  smoothdown: { when: 'y', soft: whole },
  diagtl: { when: '1-x*y', soft: whole },
  diagtr: { when: '1-(1-x)*y', soft: whole },
  diagbl: { when: '1-x*(1-y)', soft: whole },
  diagbr: { when: '1-(1-x)*(1-y)', soft: whole },
  circleopen: { when: fromMiddle, soft: sharp },
  circleclose: { when: `1-${fromMiddle}`, soft: sharp },
  vertopen: { when: 'abs(2*x-1)', soft: half },
  vertclose: { when: '1-abs(2*x-1)', soft: half },
  horzopen: { when: 'abs(2*y-1)', soft: half },
  horzclose: { when: '1-abs(2*y-1)', soft: half },
  radial: { when: '0.5-atan2((x-0.5)*ratio,y-0.5)/(2*PI)', soft: sharp },
};
