import type { HandoverShot } from '../handover.ts';

/** The reel name of each file. */
export type Reels = ReadonlyMap<string, string>;

/** Names that readers use for black, for bars, or for sources without a reel. */
const reserved = ['BL', 'BLACK', 'BARS', 'AX'];

/** Reels are named after the segment that first shows them: at most 8 capitals and digits, and unique. */
export function reelsOf(shots: readonly Pick<HandoverShot, 'material' | 'segment'>[]): Reels {
  const reels = new Map<string, string>();
  const taken = new Set(reserved);
  for (const { material, segment } of shots) {
    if (!('file' in material) || reels.has(material.file)) continue;
    const base = segment.toUpperCase().replaceAll(/[^A-Z0-9]/g, '') || 'REEL';
    let name = base.slice(0, 8);
    for (let n = 2; taken.has(name); n++) name = `${base.slice(0, 8 - String(n).length)}${n}`;
    taken.add(name);
    reels.set(material.file, name);
  }
  return reels;
}

/** The visible reel: black if there is no shot, and AX for what has no file. */
export function reelOf(shot: HandoverShot | undefined, reels: Reels): string {
  if (shot === undefined) return 'BL';
  return ('file' in shot.material ? reels.get(shot.material.file) : undefined) ?? 'AX';
}
