import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Result } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import { namedColours } from '../../media/encoding.ts';
import { type FfmpegFailure, runFfmpeg } from '../../media/ffmpeg.ts';
import type { Tool } from '../../media/tools.ts';
import { type CuttingRoom, hasSound } from '../cutting-room.ts';
import { progressOf } from '../progress.ts';
import { type FinishedFilm, finishedInput } from './finished-film.ts';
import { type MovingPreview, movingFrames, movingPicture } from './moving.ts';

/**
 * VP9 at its fastest, since nobody wants to wait for a preview. A fixed number of threads makes the bytes the same
 * everywhere.
 */
const picture = [
  ...['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '6', '-crf', '33', '-b:v', '0'],
  ...['-threads:v', '2', '-tile-columns', '1', '-flags:v', '+bitexact'],
  ...['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
];
const sound = ['-c:a', 'libopus', '-b:a', '96k', '-flags:a', '+bitexact'];
const container = ['-f', 'webm', '-fflags', '+bitexact', '-map_metadata', '-1', '-map_chapters', '-1'];

/** The film as WebM. */
export function encodeWebm(
  moving: MovingPreview,
  finished: FinishedFilm,
  room: CuttingRoom,
  draft: string,
): Promise<Result<void, FfmpegFailure>> {
  const { film } = finished;
  const frames = movingFrames(moving, film);
  const tell = progressOf(room.emit).step(1);
  const heard = hasSound(film) ? ['-map', '0:a:0', ...sound] : [];
  return runFfmpeg(
    room.tools,
    {
      inputs: [finishedInput(finished)],
      graph: `${movingPicture(moving, ':out_color_matrix=bt709:out_range=tv')},${namedColours},format=yuv420p[v]`,
      args: ['-map', '[v]', ...heard, ...picture, ...container],
      output: draft,
    },
    { signal: room.signal, onFrame: (done) => tell(done / frames) },
  );
}

/** Why this ffmpeg can't write WebM; undefined if it can. */
export function withoutWebm({ lacks, path, version }: Tool): Diagnostic | undefined {
  const missing = ['libvpx', 'libopus'].filter((name) => lacks.includes(name));
  if (missing.length === 0) return undefined;
  return {
    severity: 'error',
    code: 'webm-unavailable',
    ...says(
      say`${{ file: path }} is ${{ version }} without ${{ text: missing.join(' and '), params: { missing } }}: it can't write WebM.`,
      say`Install another ffmpeg and set FFMPEG_PATH to it, or remove the output with \`as: webm\`.`,
    ),
  };
}
