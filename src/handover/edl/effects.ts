import { type CutOverlap, transitionName } from '../handover.ts';

/** Transitions as an EDL's effect codes. SMPTE 258M's wipe 1 is an edge that moves from left to right. */
const effects: ReadonlyMap<string, string> = new Map([
  ['dissolve', 'D'],
  ['fade-to-black', 'D'],
  ['wipe-right', 'W001'],
]);

/** Undefined if an EDL has no code for it. */
export const effectOf = (transition: string): string | undefined => effects.get(transition);

export const edlSays = ({ transition }: CutOverlap): boolean => effects.has(transitionName(transition));
