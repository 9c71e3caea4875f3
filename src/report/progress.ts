import type { Told } from '../project/events/film-event.ts';
import type { Standing } from '../project/events/standing.ts';
import { eventLine, skippedLines } from './event-line.ts';
import { liveLine } from './live-line.ts';
import type { Paint } from './paint.ts';

export interface Screen {
  readonly write: (text: string) => void;
  /** Columns of a terminal whose cursor may be moved; undefined for pipes, files and CI. */
  readonly columns: () => number | undefined;
  readonly paint: Paint;
  /** The state of the run, including the event that is shown. */
  readonly standing: () => Standing;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const eraseLine = '\r\u001b[2K';

/** Shows a run in progress: a line per change and, on a terminal, one live line below them that is redrawn. */
export function progressDisplay(screen: Screen): {
  readonly on: (told: Told) => void;
  /** To be called about once a second. */
  readonly tick: () => void;
  readonly end: () => void;
} {
  const skipped: Extract<Told, { type: 'job-skipped' }>[] = [];
  const draw = lastLine(screen);
  const drawLive = (): void => {
    draw(liveLine(screen.standing(), screen.paint, screen.now()));
  };
  return {
    on(event) {
      if (event.type === 'job-skipped') skipped.push(event);
      const line = eventLine(event, screen.paint);
      if (line !== undefined) {
        draw('');
        for (const one of [...skippedLines(skipped.splice(0), screen.paint), line]) screen.write(`${one}\n`);
      }
      drawLive();
    },
    tick: drawLive,
    end() {
      draw('');
      for (const line of skippedLines(skipped, screen.paint)) screen.write(`${line}\n`);
    },
  };
}

/** Draws the last line of a terminal again and again, empty to erase it; nothing where cursors can't be moved. */
export function lastLine(screen: Pick<Screen, 'write' | 'columns'>): (text: string) => void {
  let drawn = '';
  return (text) => {
    const columns = screen.columns();
    const line = columns === undefined ? '' : shorten(text, columns);
    if (line === drawn) return;
    screen.write(`${drawn === '' ? '' : eraseLine}${line}`);
    drawn = line;
  };
}

/** A live line that wraps can't be erased: cut it, not counting colours. */
function shorten(line: string, columns: number): string {
  let width = 0;
  let shown = '';
  for (const part of line.split(sequence)) {
    if (part.startsWith(control)) {
      shown += part;
      continue;
    }
    const room = Math.max(0, columns - 1 - width);
    shown += part.slice(0, room);
    width += Math.min(part.length, room);
  }
  return shown;
}

const control = '\u001b';
const sequence = new RegExp(`(${control}\\[[0-9;]*m)`);
