import { basename } from 'node:path';

/** A stretch of the film in which a recording is heard. All positions in samples. */
export interface Passage {
  /** Kept sound. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
  /** The recording's sample that is heard at `start`. */
  readonly from: number;
  /** dB */
  readonly gain: number;
  /** Its fades, which are inside the passage. It is silent outside of them. */
  readonly ramps: readonly Ramp[];
  /** Where it ducks under something else. */
  readonly dips: readonly Dip[];
}

/** A quarter of a sine. Where one rises and another falls, power stays constant. */
export interface Ramp {
  readonly kind: 'rise' | 'fall';
  readonly begin: number;
  readonly end: number;
}

/** Turned down from `begin` to `end`, with transitions before and after. */
export interface Dip {
  readonly begin: number;
  readonly end: number;
}

/** Everything that is heard in a film of `length` samples. */
export interface Mix {
  readonly passages: readonly Passage[];
  readonly length: number;
}

/** The shortest fade of any sound: 3 ms, inaudible but enough to prevent a click. */
export const edge = 144;

/** Attack before a dip and release after it: 0.25 s and 0.8 s. */
export const attack = 12_000;
export const release = 38_400;

/**
 * What is heard between two samples of the film, with positions relative to the first. It doesn't depend on anything beyond,
 * so equal windows of different films are equal.
 */
export function windowOf(passages: readonly Passage[], begin: number, end: number): readonly Passage[] {
  return passages
    .filter((passage) => passage.start < end && passage.end > begin)
    .map((passage) => {
      const start = Math.max(passage.start, begin);
      const stop = Math.min(passage.end, end);
      return {
        file: passage.file,
        start: start - begin,
        end: stop - begin,
        from: passage.from + start - passage.start,
        gain: passage.gain,
        ramps: passage.ramps
          .filter((ramp) => ramp.begin < stop && ramp.end > start)
          .map((ramp) => ({ ...ramp, begin: ramp.begin - begin, end: ramp.end - begin })),
        dips: dipsIn(passage.dips, start, stop).map((dip) => ({
          begin: Math.max(dip.begin, start) - begin,
          end: Math.min(dip.end, stop) - begin,
        })),
      };
    });
}

/** The dips that are heard between two samples, including their transitions. */
export const dipsIn = (dips: readonly Dip[], begin: number, end: number): readonly Dip[] =>
  dips.filter((dip) => dip.begin - attack < end && dip.end + release > begin);

/** The sound of passages depends on the names of their files, which are hashes of their content, not on the folder. */
export const contentOf = (passages: readonly Passage[]): unknown =>
  passages.map((passage) => ({ ...passage, file: basename(passage.file) }));
