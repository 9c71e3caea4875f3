import { progress } from './mask.ts';
import { numberOf, type Stream } from './stream.ts';

type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * Transitions that move whole pictures, by the names that ffmpeg's xfade has for them: from `[a]` and `[b]` to
 * `[joined]`. In a slide both move, a cover moves the next one in, a reveal moves the one before out.
 */
export function moved(name: string, stream: Stream): string | undefined {
  const [, kind, direction] = /^(slide|cover|reveal)(left|right|up|down)$/.exec(name) ?? [];
  if (!isDirection(direction)) return undefined;
  const gone = `(${progress(numberOf(stream), stream)})`;
  switch (kind) {
    case 'slide':
      return slid(direction, gone, stream);
    case 'cover':
      return `[a][b]overlay=format=yuv420:${offset(direction, `(${gone}-1)`)}[joined]`;
    default:
      return `[b][a]overlay=format=yuv420:${offset(direction, gone)}[joined]`;
  }
}

const isDirection = (word: string | undefined): word is Direction =>
  word === 'left' || word === 'right' || word === 'up' || word === 'down';

/** Both side by side, seen through a window that moves over them. */
function slid(direction: Direction, gone: string, { size: { width, height } }: Stream): string {
  const across = direction === 'left' || direction === 'right';
  const onward = direction === 'left' || direction === 'up';
  const at = onward ? gone : `(1-${gone})`;
  const window = across ? `x='${width}*${at}':y=0` : `x=0:y='${height}*${at}'`;
  return `${onward ? '[a][b]' : '[b][a]'}${across ? 'hstack' : 'vstack'},crop=${width}:${height}:${window}[joined]`;
}

/** `way` is an expression: how far from its place a picture is, 1 being just out of sight. */
function offset(direction: Direction, way: string): string {
  switch (direction) {
    case 'left':
      return `x='-W*${way}':y=0`;
    case 'right':
      return `x='W*${way}':y=0`;
    case 'up':
      return `x=0:y='-H*${way}'`;
    default:
      return `x=0:y='H*${way}'`;
  }
}
