import type { Size } from '../../core/frames.ts';
import type { Film } from '../cutting-room.ts';

/** A film with the MP4 that was cut from it. */
export interface FinishedFilm {
  readonly film: Film;
  readonly file: string;
}

/** The filter that brings a finished film's picture to another size, and to the right colours where it becomes RGB. */
export const scaling = ({ width, height }: Size): string =>
  `scale=${width}:${height}:flags=bicubic+accurate_rnd+full_chroma_int:in_color_matrix=bt709:in_range=tv,setsar=1`;
