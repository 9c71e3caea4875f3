import { expect, it } from 'vitest';
import { planOf } from '../rig/planning.ts';
import { asset, board, card, place } from '../rig/storyboard-builder.ts';

/** Two cards of 3 s that share 1 s, and a recording of 2 s. */
const told = (at: string, offset: number) => {
  const file = asset('vo.wav', { kind: 'audio', seconds: 2 });
  const narration = [{ file, at, offset, volume: 0, place: { ...place, line: 7 } }];
  const segments = [card('a', { transition: { type: 'dissolve', duration: 1 } }), card('b')];
  return planOf(board(segments, { audio: { keep: true, narration, cues: [] } })).diagnostics;
};

it.each([
  ['a', 0, []],
  ['a', 1, []],
  ['a', 1.5, ['narration-outlasts: vo.wav goes on for 0.5 s after a has ended.']],
  ['b', 1, []],
  ['b', 1.25, ['narration-cut-off: vo.wav goes on for 0.25 s after the film has ended: that is not heard.']],
  ['b', 9, ['narration-cut-off: vo.wav goes on for 2 s after the film has ended: that is not heard.']],
  ['a', -0.5, ['narration-cut-off: vo.wav begins 0.5 s before the film does: that is not heard.']],
])('says of a recording at %s, after %d s, what is not heard where it is meant', (at, offset, expected) => {
  expect(told(at, offset).map(({ code, message }) => `${code}: ${message}`)).toEqual(expected);
});

it('points at the place where the storyboard puts it', () => {
  expect(told('a', 1.5)).toMatchObject([{ severity: 'warning', segment: 'a', place: { line: 7 } }]);
});
