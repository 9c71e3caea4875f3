import { type Size, sizeText } from '../../core/frames.ts';
import { rateText } from '../../core/rates.ts';

/** How ffmpeg reads raw pixels that we made. */
export const rawPixels = (format: 'rgba' | 'rgb0', size: Size, fps: number): readonly string[] => [
  ...['-f', 'rawvideo', '-pix_fmt', format, '-video_size', sizeText(size), '-framerate', rateText(fps)],
  ...['-max_pixels', '1000000000'],
];
