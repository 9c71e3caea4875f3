import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Size, sizeText } from '../../core/frames.ts';
import { rateText } from '../../core/rates.ts';
import { tableOf } from '../cache.ts';
import type { CuttingRoom, Film } from '../cutting-room.ts';
import { plainColours } from './fit.ts';

/** Frames of a shot as the film shows them, which were decoded for something else: raw, in a file that is there until the cut ends. */
export interface DecodedFrames {
  readonly file: string;
  /** In the shot. */
  readonly from: number;
  readonly frames: number;
}

/** Bytes of all such frames at once. What would be more is decoded again. */
export const mostDecoded = 1 << 30;

export const bytesOf = (frames: number, { width, height }: Size): number =>
  frames * ((width * height * 3) / 2);

/** A new file for them. */
export const decodedFile = (room: CuttingRoom): string => join(tableOf(room), `${randomUUID()}-decoded`);

/** The arguments before such an input. */
export const rawInput = ({ size, timeline }: Film): readonly string[] => [
  ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-video_size', sizeText(size)],
  ...['-framerate', rateText(timeline.fps)],
];

/** A graph that turns the input of this number into what `framesOf` makes of the footage. */
export const rawFrames = (
  { frames }: DecodedFrames,
  { timeline: { fps } }: Film,
  input: number,
  to: string,
): string => `[${input}:v:0]setpts=N/(${rateText(fps)}*TB),trim=end_frame=${frames},${plainColours}[${to}]`;
