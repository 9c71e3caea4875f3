import { expect, test } from 'vitest';
import { moveInWords } from '../../../src/providers/animatic/move.ts';
import { readCamera } from '../../../src/sketch/read-camera.ts';

test.each([
  ['Slow pan right across the bay', 'pan right'],
  ['The camera tracks her from left to right', 'track right'],
  ['Camera: low angle, slow dolly in, 35 mm', 'push in'],
  ['Slow push in.', 'push in'],
  ['Slow aerial push across black water toward a lighthouse', 'push in'],
  ['we pull back to reveal the valley', 'pull out'],
  ['dolly out', 'pull out'],
  ['The camera rises along the tower wall', 'crane up'],
  ['Camera: tilts down, then pans left', 'tilt down, pan left'],
  ['handheld, close', 'handheld'],
  ['medium shot, locked off', 'static'],
  ['Static camera.', 'static'],
])('%s', (text, words) => {
  const terms = readCamera(text);
  expect(terms && moveInWords(terms)).toBe(words);
});

test.each([
  'She turns right and walks away.',
  'He pushes the door open',
  'An expanse of sand',
  'a static charge',
])('what is not said of the camera moves nothing: %s', (text) => {
  expect(readCamera(text)).toBeUndefined();
});
