import type { Live } from '../report/progress.ts';
import { redraw } from '../report/redraw.ts';
import { terminalSize } from './terminal-size.ts';

/** The least time between two frames, in milliseconds. */
const apart = 100;

/** The last lines of a terminal, redrawn in place; what is written meanwhile goes above them, in the same frame. */
export interface LiveRegion {
  /** Lines to draw, now or soon; undefined: none from now on. Gives whether they can be drawn at all. */
  readonly show: (live: Live | undefined) => boolean;
  readonly write: (text: string) => void;
  /** Takes the lines away until the next frame: something else writes to this terminal. */
  readonly clear: () => void;
}

export function liveRegion(stream: NodeJS.WriteStream, discreet: (text: string) => string): LiveRegion {
  let live: Live | undefined;
  let drawn: readonly string[] = [];
  let above = '';
  let last = 0;
  let waiting: NodeJS.Timeout | undefined;

  function draw(wanted: Live | undefined): void {
    clearTimeout(waiting);
    waiting = undefined;
    last = Date.now();
    const size = terminalSize(stream);
    const lines = size && wanted ? wanted(size).map(discreet) : [];
    if (above === '' && lines.join('\n') === drawn.join('\n')) return;
    // One write a frame: no terminal ever shows half of it.
    stream.write(redraw({ drawn, above, lines, columns: size?.columns ?? 80 }));
    drawn = lines;
    above = '';
  }

  function drawSoon(): void {
    const left = last + apart - Date.now();
    if (left <= 0) draw(live);
    else waiting ??= setTimeout(() => draw(live), left).unref();
  }

  const end = (): void => draw(undefined);
  const resized = (): void => draw(live);

  return {
    show(wanted) {
      if (terminalSize(stream) === undefined) return false;
      if (wanted && live === undefined) {
        process.on('exit', end);
        stream.on('resize', resized);
      }
      if (wanted === undefined && live) {
        process.off('exit', end);
        stream.off('resize', resized);
      }
      live = wanted;
      if (live) drawSoon();
      else end();
      return true;
    },
    write(text) {
      if (live === undefined) {
        stream.write(text);
        return;
      }
      // On a line of its own already: the ^C before it goes with the lines that are redrawn.
      above += drawn.length > 0 && above === '' ? text.replace(/^\n/, '') : text;
      drawSoon();
    },
    clear: end,
  };
}
