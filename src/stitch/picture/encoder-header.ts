import { ok, type Result } from '../../core/result.ts';
import type { ParameterSets } from '../../media/avc/parameter-sets.ts';
import { rateText } from '../../media/encoding.ts';
import type { FfmpegOptions } from '../../media/ffmpeg.ts';
import type { CuttingRoom, Film } from '../cutting-room.ts';
import { cutFailed, type Problems } from '../problems.ts';
import { encode, encodedBefore, type Rendering } from './encode.ts';

/**
 * The header of everything that is encoded for a film. It depends on no content, so a single black frame
 * tells it before there is anything else: which footage can be copied beside what is encoded hangs on it.
 */
export async function encoderHeader(
  film: Film,
  room: CuttingRoom,
  options: FfmpegOptions,
): Promise<Result<ParameterSets, Problems>> {
  const { width, height } = film.size;
  const black: Rendering = {
    inputs: [],
    graph: `color=c=black:s=${width}x${height}:r=${rateText(film.timeline.fps)},format=yuv420p[v]`,
    frames: 1,
    group: 1,
    failure: cutFailed,
  };
  const before = await encodedBefore(black, film, room);
  const encoded = before ? ok(before) : await encode(black, film, room, options);
  return encoded.ok ? ok(encoded.value.copyable.sets) : encoded;
}
