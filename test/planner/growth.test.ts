import { expect, test } from 'vitest';
import type { Cue, Segment } from '../../src/storyboard/model.ts';
import { planOf } from '../rig/planning.ts';
import { asset, board, card, edit, extend, generate, place } from '../rig/storyboard-builder.ts';
import { caption } from '../rig/words.ts';

/** A part of a film with all that is looked up: sources, takes, transitions, words and recordings. */
const part = (n: number): readonly Segment[] => [
  generate(`a${n}`, { duration: 4, takes: 2, pick: 2, words: [caption(`c${n}`)] }),
  extend(`b${n}`, `a${n}`, { duration: 4, transition: { type: 'dissolve', duration: 0.3 } }),
  edit(`c${n}`, `a${n}`, { tempo: 90, transition: { type: 'dissolve', duration: 0.5 } }),
  card(`d${n}`, { words: [caption(`d${n}`)] }),
];

/** How often planning a film of so many parts looks at a segment. */
function looksAt(parts: number): number {
  let looks = 0;
  const counted = <T extends object>(of: T): T =>
    new Proxy(of, {
      get: (target, key) => {
        looks++;
        return Reflect.get(target, key);
      },
    });
  const numbers = Array.from({ length: parts }, (_, n) => n);
  const file = asset('hit.wav', { kind: 'audio', seconds: 1 });
  const heard = (at: string) => ({ file, at, offset: 0, volume: 0, place });
  const cues = numbers.map((n): Cue => ({ ...heard(`d${n}`), from: 0, duck: false, fadeIn: 0, fadeOut: 0 }));
  const narration = numbers.map((n) => heard(`a${n}`));
  const segments = counted(numbers.flatMap(part).map(counted));
  const { jobs } = planOf(board(segments, { audio: { keep: true, narration, cues } }));
  expect(jobs).toHaveLength(4 * parts);
  return looks;
}

test('planning looks at each segment as often in a long film as in a short one', () => {
  expect(looksAt(200) / looksAt(100)).toBeLessThan(2.1);
});
