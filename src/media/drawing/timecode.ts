/** What a timecode is written with, in the order in which `runningTimecode` counts it. */
export const timecodeSigns = '0123456789:';

/**
 * A timecode that runs: for each of its cells, which of the signs it shows in frame `n` of a filter, as an expression.
 * Frame 0 is the one numbered `first`. Frames are counted at the next whole rate, and none is dropped; without `hours`,
 * minutes go up to 99.
 */
export function runningTimecode(fps: number, first: number, hours: boolean): readonly string[] {
  const base = Math.round(fps);
  const at = `(n+${first})`;
  const inSecond = `mod(${at},${base})`;
  const digit = (frames: number, of: number): string => `mod(floor(${at}/${frames}),${of})`;
  const colon = String(timecodeSigns.indexOf(':'));
  return [
    ...(hours ? [digit(base * 36_000, 10), digit(base * 3600, 10), colon] : []),
    ...[digit(base * 600, hours ? 6 : 10), digit(base * 60, 10), colon],
    ...[digit(base * 10, 6), digit(base, 10), colon],
    ...(base > 100 ? [`floor(${inSecond}/100)`] : []),
    ...[`mod(floor(${inSecond}/10),10)`, `mod(${inSecond},10)`],
  ];
}
