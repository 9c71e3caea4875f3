import { countingAt, leftOut } from '../../core/timecode.ts';

/** The characters of a timecode at a rate, in the order that `runningTimecode` uses. */
export const timecodeSigns = (fps: number): string => (countingAt(fps).drop ? '0123456789:;' : '0123456789:');

/**
 * A running timecode: for each of its cells, a filter expression that selects the character to show in frame `n`. Frame 0 has
 * the number `first`. It counts at the next whole rate, and leaves out numbers if it is drop-frame. Without `hours`, minutes
 * go up to 99.
 */
export function runningTimecode(fps: number, first: number, hours: boolean): readonly string[] {
  const { base, drop } = countingAt(fps);
  const at = numberIn(`(n+${first})`, fps);
  const inSecond = `mod(${at},${base})`;
  const digit = (frames: number, of: number): string => `mod(floor(${at}/${frames}),${of})`;
  const sign = (of: string): string => String(timecodeSigns(fps).indexOf(of));
  return [
    ...(hours ? [digit(base * 36_000, 10), digit(base * 3600, 10), sign(':')] : []),
    ...[digit(base * 600, hours ? 6 : 10), digit(base * 60, 10), sign(':')],
    ...[digit(base * 10, 6), digit(base, 10), sign(drop ? ';' : ':')],
    ...(base > 100 ? [`floor(${inSecond}/100)`] : []),
    ...[`mod(floor(${inSecond}/10),10)`, `mod(${inSecond},10)`],
  ];
}

/** The number of a frame, as an expression. */
function numberIn(frame: string, fps: number): string {
  const counting = countingAt(fps);
  const gap = leftOut(counting);
  if (gap === 0) return frame;
  const minute = counting.base * 60 - gap;
  const tenMinutes = minute * 10 + gap;
  const minutes = `max(0,floor((mod(${frame},${tenMinutes})-${gap})/${minute}))`;
  return `(${frame}+${gap}*(9*floor(${frame}/${tenMinutes})+${minutes}))`;
}
