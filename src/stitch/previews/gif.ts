import { join } from 'node:path';
import type { Result } from '../../core/result.ts';
import { rateText } from '../../media/encoding.ts';
import { type FfmpegFailure, runFfmpeg } from '../../media/ffmpeg.ts';
import { stillPicture } from '../../media/last-frame.ts';
import { tableOf } from '../cache.ts';
import type { CuttingRoom } from '../cutting-room.ts';
import type { FinishedFilm, Moving } from './preview.ts';
import { scaling } from './scaling.ts';

/** The film as a GIF that loops, in the 255 colours that suit it best. */
export async function encodeGif(
  { size, fps }: Moving,
  { film, file }: FinishedFilm,
  room: CuttingRoom,
  draft: string,
  signal: AbortSignal,
): Promise<Result<void, FfmpegFailure>> {
  // In two runs: in one, every frame would wait in memory until the colours are chosen after the last.
  const palette = join(tableOf(room), 'palette.png');
  const small = `[0:v:0]fps=fps=${rateText(fps)},${scaling(size)},format=bgra`;
  const chosen = await runFfmpeg(
    room.tools,
    {
      inputs: [{ file }],
      graph: `${small},palettegen[p]`,
      // One of the colours is transparency, which frames use for what stays the same.
      args: [
        '-map',
        '[p]',
        '-frames:v',
        '1',
        '-f',
        'image2',
        '-update',
        '1',
        ...stillPicture,
        '-pix_fmt',
        'rgba',
      ],
      output: palette,
    },
    { signal },
  );
  if (!chosen.ok) return chosen;
  const frames = Math.round((film.timeline.frames * fps) / film.timeline.fps);
  return runFfmpeg(
    room.tools,
    {
      inputs: [{ file }, { file: palette, args: ['-f', 'png_pipe'] }],
      graph: `${small}[s];[s][1:v:0]paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle[v]`,
      args: ['-map', '[v]', '-f', 'gif', '-loop', '0', '-flags:v', '+bitexact', '-fflags', '+bitexact'],
      output: draft,
    },
    { signal, onFrame: (done) => room.emit({ type: 'stitch-progress', done, frames }) },
  );
}
