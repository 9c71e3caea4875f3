import { dollars } from '../../core/money.ts';
import type { ShownSegment } from '../film/shown.ts';

/** `$0.40`; nothing is said to be free. */
export const price = (amount: number): string => (amount <= 0 ? 'free' : dollars(amount));

/** `0:07.12`: minutes, seconds and frames. */
export function timecode(frame: number, fps: number): string {
  const whole = Math.max(0, Math.floor(frame));
  const rate = Math.round(fps);
  const seconds = Math.floor(whole / rate);
  const pad = (n: number): string => String(n).padStart(2, '0');
  return `${Math.floor(seconds / 60)}:${pad(seconds % 60)}.${pad(whole % rate)}`;
}

export const seconds = (frames: number, fps: number): string =>
  `${(frames / fps).toFixed(1).replace(/\.0$/, '')} s`;

/** What a segment's dot stands for. */
export function stateWord(state: ShownSegment['state']): string {
  switch (state) {
    case 'local':
      return 'ready';
    case 'cached':
      return 'made';
    case 'new':
      return 'never made';
    case 'changed':
      return 'changed since it was made';
    case 'failed':
      return 'failed';
    case 'in-flight':
      return 'being made';
    case 'unknown':
      return 'waits for an answer';
    default:
      return state satisfies never;
  }
}

/** `Take 2`, or of what was made before: `Earlier 1`. */
export function takeName(segment: ShownSegment, key: number): string {
  const take = segment.takes[key - 1];
  if (take?.take !== undefined) return `Take ${take.take}`;
  return `Earlier ${segment.takes.slice(0, key).filter((one) => one.take === undefined).length}`;
}

/** Signs that turn the direction of writing are shown as signs, so that a text can't look like another. */
export const visible = (text: string): string =>
  text.replaceAll(
    /[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]/g,
    (sign) => `⟨U+${sign.charCodeAt(0).toString(16).toUpperCase()}⟩`,
  );
