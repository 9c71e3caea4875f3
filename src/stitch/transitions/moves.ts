import { progress } from './mask.ts';
import { numberOf, type Stream } from './stream.ts';

/**
 * Transitions that move whole pictures, by their names in ffmpeg's xfade: from `[a]` and `[b]` to `[joined]`. In a slide both
 * move, a cover moves the next one in, a reveal moves the one before out.
 */
export function moved(name: string, stream: Stream): string | undefined {
  const [, kind, direction] = /^(slide|cover|reveal)(left|right|up|down)$/.exec(name) ?? [];
  if (direction === undefined) return undefined;
  const { width, height } = stream.size;
  const across = direction === 'left' || direction === 'right';
  const onward = direction === 'left' || direction === 'up';
  const [axis, length] = across ? ['x', width] : ['y', height];
  const gone = `(${progress(numberOf(stream), stream)})`;
  // The offset of the upper picture; 1 is just out of sight.
  const overlay = (way: string): string =>
    `overlay=format=yuv420:${axis}='${onward ? -length : length}*${way}'[joined]`;
  if (kind === 'cover') return `[a][b]${overlay(`(${gone}-1)`)}`;
  if (kind === 'reveal') return `[b][a]${overlay(gone)}`;
  // Both side by side, with a window that moves over them.
  const both = `${onward ? '[a][b]' : '[b][a]'}${across ? 'hstack' : 'vstack'}`;
  return `${both},crop=${width}:${height}:${axis}='${length}*${onward ? gone : `(1-${gone})`}'[joined]`;
}
