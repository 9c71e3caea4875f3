import type { Size } from '../../core/frames.ts';
import { rateText } from '../../core/rates.ts';
import type { Film } from '../cutting-room.ts';
import { scaling } from './finished-film.ts';

/** A film in another format. */
export interface MovingPreview {
  readonly as: 'gif' | 'webm';
  readonly size: Size;
  /** Frames per second, at most the film's. */
  readonly fps: number;
}

/** The beginning of a graph: the finished film's picture at the requested rate and size. `to`: as for `scaling`. */
export const movingPicture = ({ fps, size }: MovingPreview, to?: string): string =>
  `[0:v:0]fps=fps=${rateText(fps)},${scaling(size, to)}`;

/** The number of its frames. */
export const movingFrames = ({ fps }: MovingPreview, { timeline }: Film): number =>
  Math.round((timeline.frames * fps) / timeline.fps);
