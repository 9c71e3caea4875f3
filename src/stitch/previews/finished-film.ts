import type { Size } from '../../core/frames.ts';
import { assumedMatrix } from '../../media/encoding.ts';
import type { FfmpegJob } from '../../media/ffmpeg.ts';
import type { Film } from '../cutting-room.ts';

/** A film and the MP4 that was cut from it. */
export interface FinishedFilm {
  readonly film: Film;
  readonly file: string;
}

/** An ffmpeg input that reads a film in its own colours: those that its pictures name, or those that players assume. */
export const finishedInput = (
  { film, file }: FinishedFilm,
  args: readonly string[] = [],
): FfmpegJob['inputs'][number] => ({ file, args: ['-colorspace', assumedMatrix(film.size), ...args] });

/** The filter that scales a finished film's picture. `to` is for pictures that stay YUV. */
export const scaling = ({ width, height }: Size, to = ''): string =>
  `scale=${width}:${height}:flags=bicubic+accurate_rnd+full_chroma_int:in_color_matrix=auto${to},setsar=1`;
