import { mergeParameterSets, type ParameterSets } from '../../media/avc/parameter-sets.ts';

/** Samples that could be copied: their number, and the parameter sets to decode them. */
interface Candidate {
  readonly frames: number;
  readonly sets: ParameterSets;
}

/**
 * Which candidates fit a film unchanged. It has one header, so candidates must not clash with each other or with `own`, the
 * header of what is encoded for it. Those that save the most frames come first.
 */
export function compatible<C extends Candidate>(
  candidates: readonly C[],
  own?: ParameterSets,
): ReadonlySet<C> {
  const groups: { sets: ParameterSets; frames: number; members: C[] }[] = [];
  for (const candidate of candidates) {
    const group = groups.find(({ sets }) => sameSets(sets, candidate.sets));
    if (group) {
      group.frames += candidate.frames;
      group.members.push(candidate);
    } else {
      groups.push({ sets: candidate.sets, frames: candidate.frames, members: [candidate] });
    }
  }
  const chosen = new Set<C>();
  let header = own;
  for (const { sets, members } of groups.toSorted((a, b) => b.frames - a.frames)) {
    const merged = header ? mergeParameterSets(header, sets) : sets;
    if (merged === undefined) continue;
    header = merged;
    for (const member of members) chosen.add(member);
  }
  return chosen;
}

/** One header for all, or undefined if two of them clash. */
export function headerFor(runs: readonly Pick<Candidate, 'sets'>[]): ParameterSets | undefined {
  const [first, ...rest] = runs.map(({ sets }) => sets);
  return rest.reduce((header, sets) => header && mergeParameterSets(header, sets), first);
}

export function sameSets(a: ParameterSets, b: ParameterSets): boolean {
  const merged = mergeParameterSets(a, b);
  const count = ({ sequence, picture }: ParameterSets): number => sequence.size + picture.size;
  return merged !== undefined && count(merged) === count(a) && count(merged) === count(b);
}
