import type { Sentence } from '../../core/sentence.ts';
import type { Segment } from '../../storyboard/model.ts';
import { from, type Units, upTo } from '../../storyboard/time-advice.ts';

type Timed = Pick<Segment, 'tempo'>;

/** The longest time up to some seconds, as written on a segment: in beats if it has a tempo. */
export const atMost = (seconds: number, segment: Timed | undefined): string =>
  upTo(seconds, ...asWrittenOn(segment));

/** The shortest time of at least some seconds, in the same way. */
export const atLeast = (seconds: number, segment: Timed | undefined): string =>
  from(seconds, ...asWrittenOn(segment));

function asWrittenOn({ tempo }: Timed = {}): [like: string | number, units: Units] {
  // Never in frames: seconds are as good.
  return tempo === undefined ? [1, { frame: 1 }] : ['1 beat', { frame: 1, beat: 60 / tempo }];
}

/** Seconds for people, under a key. */
export function inSeconds(key: string, seconds: number): Sentence {
  const rounded = Number(seconds.toFixed(2));
  return { text: `${rounded} s`, params: { [key]: rounded } };
}

/** How much longer a segment has to be, in the units that it is written in. */
export const longerBy = (seconds: number, segment: Timed | undefined): Sentence => ({
  text: `${atLeast(seconds, segment)}${segment?.tempo === undefined ? ' s' : ''}`,
  params: { missingSeconds: Number(seconds.toFixed(3)) },
});
