import { join } from 'node:path';
import type { Result } from '../../core/result.ts';
import { stillPicture } from '../../media/encoding.ts';
import { type FfmpegFailure, runFfmpeg } from '../../media/ffmpeg.ts';
import { tableOf } from '../cache.ts';
import type { CuttingRoom } from '../cutting-room.ts';
import { progressOf } from '../progress.ts';
import { type FinishedFilm, finishedInput } from './finished-film.ts';
import { type MovingPreview, movingFrames, movingPicture } from './moving.ts';

/** The film as a looping GIF, with the 255 colours that suit it best. */
export async function encodeGif(
  moving: MovingPreview,
  finished: FinishedFilm,
  room: CuttingRoom,
  draft: string,
): Promise<Result<void, FfmpegFailure>> {
  // In two passes: in one, every frame would stay in memory until the colours are chosen after the last.
  const palette = join(tableOf(room), 'palette.png');
  const shown = `${movingPicture(moving)},format=bgra`;
  const chosen = await runFfmpeg(
    room.tools,
    {
      inputs: [finishedInput(finished)],
      graph: `${shown},palettegen[p]`,
      // One colour is transparency, which frames use for parts that don't change.
      args: ['-map', '[p]', '-frames:v', '1', ...stillPicture, '-pix_fmt', 'rgba'],
      output: palette,
    },
    { signal: room.signal },
  );
  if (!chosen.ok) return chosen;
  const frames = movingFrames(moving, finished.film);
  const tell = progressOf(room.emit).step(1);
  return runFfmpeg(
    room.tools,
    {
      inputs: [finishedInput(finished), { file: palette, args: ['-f', 'png_pipe'] }],
      graph: `${shown}[s];[s][1:v:0]paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle[v]`,
      args: ['-map', '[v]', '-f', 'gif', '-loop', '0', '-flags:v', '+bitexact', '-fflags', '+bitexact'],
      output: draft,
    },
    { signal: room.signal, onFrame: (done) => tell(done / frames) },
  );
}
