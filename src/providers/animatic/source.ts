import { type EditRequest, type ExtendRequest, inputKey } from '../../core/request.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { FfmpegFailure } from '../../media/ffmpeg.ts';
import { readMovie } from '../../media/read-movie.ts';
import { type Look, readLook } from './look.ts';
import type { Studio } from './studio.ts';

/** The footage that a request starts from. */
export interface SourceFootage {
  readonly file: string;
  readonly fps: number;
  readonly seconds: number;
  readonly hasSound: boolean;
  /** Present if the footage is an animatic of a painted world. */
  readonly look: Look | undefined;
}

export async function readSource(
  request: ExtendRequest | EditRequest,
  { inputs }: Studio,
): Promise<Result<SourceFootage, FfmpegFailure>> {
  const file = inputs.get(inputKey(request.source)) ?? '';
  const movie = await readMovie(file).catch(() => undefined);
  if (!movie?.picture) return err({ message: 'The source is not footage.', stderr: '', aborted: false });
  const { fps, seconds } = movie.picture;
  return ok({ file, fps, seconds, hasSound: movie.sound !== undefined, look: readLook(movie.comment ?? '') });
}
