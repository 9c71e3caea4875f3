import { exactRate } from '../../core/rates.ts';
import type { Caption } from '../../planner/plan.ts';

/** SubRip text. Its line ends are CRLF, as old players require. The format has no escapes. */
export function srt(captions: readonly Caption[], fps: number): string {
  return cuesOf(captions, fps, ',')
    .map(({ times, lines }, i) => [`${i + 1}`, times, ...lines.map(shownAsTyped), '', ''].join('\r\n'))
    .join('');
}

/** WebVTT text: https://www.w3.org/TR/webvtt1/ */
export function vtt(captions: readonly Caption[], fps: number): string {
  const cues = cuesOf(captions, fps, '.').map(({ times, lines, position }) =>
    [
      '',
      position === undefined ? times : `${times} line:${heights[position]}`,
      ...lines.map(escaped),
      '',
    ].join('\n'),
  );
  return ['WEBVTT\n', ...cues].join('');
}

/** Position of the first line if it is not at the bottom, as a share of the picture. */
const heights = { top: '10%', middle: '45%' } as const;

interface Cue extends Pick<Caption, 'position'> {
  readonly times: string;
  readonly lines: readonly string[];
}

/** Empty captions are left out, and both formats end a cue at an empty line. */
function cuesOf(captions: readonly Caption[], fps: number, point: ',' | '.'): readonly Cue[] {
  return captions.flatMap(({ text, start, end, position }) => {
    const lines = text.split(lineEnd).filter((line) => line.trim() !== '');
    const times = `${timeOf(start, fps, point)} --> ${timeOf(end, fps, point)}`;
    return lines.length === 0 ? [] : [{ times, lines, ...(position && { position }) }];
  });
}

const lineEnd = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

/** Rounded down, a time is never after its frame and always after the previous one. */
function timeOf(frame: number, fps: number, point: ',' | '.'): string {
  const { num, den } = exactRate(fps);
  const all = Math.floor((frame * 1000 * den) / num);
  const digits = (unit: number, of: number, width = 2): string =>
    String(Math.floor(all / unit) % of).padStart(width, '0');
  const hours = digits(3_600_000, Number.POSITIVE_INFINITY);
  return `${hours}:${digits(60_000, 60)}:${digits(1000, 60)}${point}${digits(1, 1000, 3)}`;
}

/** An invisible mark keeps players from reading typed text as a tag, an override or a time. */
const shownAsTyped = (line: string): string => line.replaceAll(/<(?=[a-z/])|\{(?=\\)|--(?=>)/gi, '$&\u2060');

const escaped = (line: string): string =>
  line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
