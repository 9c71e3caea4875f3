/** Names that a list reads as something else than a reel: black, bars, and what has no reel. */
const reserved = ['BL', 'BLACK', 'AX', 'BARS', 'BR'];

/** A reel's name for each file, after what shows it first: at most 8 capitals and digits, no two alike. */
export function reelsOf(
  files: Iterable<{ readonly file: string; readonly segment: string }>,
): ReadonlyMap<string, string> {
  const reels = new Map<string, string>();
  const taken = new Set(reserved);
  for (const { file, segment } of files) {
    if (reels.has(file)) continue;
    const base = segment.toUpperCase().replaceAll(/[^A-Z0-9]/g, '') || 'REEL';
    let name = base.slice(0, 8);
    for (let n = 2; taken.has(name); n++) name = `${base.slice(0, 8 - String(n).length)}${n}`;
    taken.add(name);
    reels.set(file, name);
  }
  return reels;
}
