import type { Sentence } from '../../core/sentence.ts';
import type { Segment } from '../../storyboard/model.ts';
import { from, type Units, upTo } from '../../storyboard/time-advice.ts';

type Timed = Pick<Segment, 'tempo'>;

/** The longest time up to some seconds as one would write it on a segment: in beats where it has a tempo. */
export const atMost = (seconds: number, segment: Timed | undefined): string =>
  upTo(seconds, ...asWrittenOn(segment));

/** The shortest time from some seconds on, in the same way. */
export const atLeast = (seconds: number, segment: Timed | undefined): string =>
  from(seconds, ...asWrittenOn(segment));

function asWrittenOn({ tempo }: Timed = {}): [like: string | number, units: Units] {
  // Frames are never meant: what is written in them is as well written in seconds.
  return tempo === undefined ? [1, { frame: 1 }] : ['1 beat', { frame: 1, beat: 60 / tempo }];
}

/** Seconds for people, under a key. */
export function inSeconds(key: string, seconds: number): Sentence {
  const rounded = Number(seconds.toFixed(2));
  return { text: `${rounded} s`, params: { [key]: rounded } };
}

/** How much longer a segment has to be, as one would write it. */
export const longerBy = (seconds: number, segment: Timed | undefined): Sentence => ({
  text: `${atLeast(seconds, segment)}${segment?.tempo === undefined ? ' s' : ''}`,
  params: { missing: Number(seconds.toFixed(3)) },
});
