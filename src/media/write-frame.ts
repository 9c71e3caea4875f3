import { stat } from 'node:fs/promises';
import type { Result } from '../core/result.ts';
import { fromAssumedMatrix, fromFullRange, stillPicture } from './encoding.ts';
import { type FfmpegFailure, runFfmpeg, unturned } from './ffmpeg.ts';
import type { FootageEnd } from './footage-facts.ts';
import { clearPictures } from './told-picture.ts';
import { canToneMap, toneMap } from './tone-map.ts';
import type { Tools } from './tools.ts';
import { upright } from './upright.ts';

/** Of which film, and into which PNG, which may stay absent. */
export interface FrameFiles {
  readonly video: string;
  readonly png: string;
  readonly facts: FootageEnd['facts'];
}

/** Writes the first frame that begins at `from` seconds or later, or the last of all of them: as a film shows it. */
export async function writeFrame(
  tools: Tools,
  { video, png, facts }: FrameFiles,
  { from, which }: { readonly from: number; readonly which: 'first' | 'last' },
  signal?: AbortSignal,
): Promise<Result<void, FfmpegFailure>> {
  const clear = await clearPictures(tools, video, facts);
  const filters = [...(clear ? [clear.onBlack] : []), ...upright(facts), ...inSquares(facts, tools)];
  const count = which === 'first' ? ['-frames:v', '1'] : [];
  const decoding = [
    ...(facts.turn ? [unturned] : []),
    ...(clear?.decoder ? ['-c:v', clear.decoder] : []),
    ...['-ss', Math.max(0, from - (facts.ahead ?? 0)).toFixed(6)],
  ];
  return runFfmpeg(
    tools,
    {
      inputs: [{ file: video, args: decoding }],
      output: png,
      args: [
        ...['-map', `0:v:${facts.tracks.picture}`, ...count],
        ...(filters.length > 0 ? ['-vf', filters.join(',')] : []),
        ...stillPicture,
      ],
    },
    signal ? { signal } : {},
  );
}

/** Filters that give pictures their shape in square pixels, and their colours on an ordinary screen. None for usual ones. */
function inSquares(
  { avc, size, matrix, fullRange, highRange }: FootageEnd['facts'],
  { ffmpeg }: Tools,
): readonly string[] {
  const assumed = matrix === undefined ? fromAssumedMatrix(size) : '';
  if (avc) return assumed ? [`scale=${assumed}flags=accurate_rnd`] : [];
  const shape = `scale=${size.width}:${size.height}`;
  if (highRange && canToneMap(ffmpeg)) return [shape, ...toneMap(highRange), 'setsar=1'];
  return [`${shape}:${fullRange ? fromFullRange : ''}${assumed}flags=bicubic+accurate_rnd`, 'setsar=1'];
}

/** Whether there was such a frame. */
export const isWritten = (png: string): Promise<boolean> =>
  stat(png).then(
    (facts) => facts.size > 0,
    () => false,
  );
