import type { Size } from '../../core/frames.ts';
import type { Film } from '../cutting-room.ts';

/** A film and the MP4 that was cut from it. */
export interface FinishedFilm {
  readonly film: Film;
  readonly file: string;
}

/** The filter that scales a finished film's picture, and keeps colours right if it becomes RGB. */
export const scaling = ({ width, height }: Size): string =>
  `scale=${width}:${height}:flags=bicubic+accurate_rnd+full_chroma_int:in_color_matrix=bt709:in_range=tv,setsar=1`;
