/** The characters of a timecode, in the order that `runningTimecode` uses. */
export const timecodeSigns = '0123456789:';

/**
 * A running timecode: for each of its cells, a filter expression that selects the character to show in frame `n`. Frame 0 has
 * the number `first`. It counts at the next whole rate, and drops no frames. Without `hours`, minutes go up to 99.
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
