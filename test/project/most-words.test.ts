import { expect, it } from 'vitest';
import { hasMostOf } from '../../src/project/film/most-words.ts';

it.each([
  ['A young diver climbs the winding stairs', 'An old keeper climbs the winding stairs\n\nink on paper'],
  ['若い潜水士が灯台の階段をゆっくり上がる', '年老いた灯台守が灯台の階段をゆっくり上がる'],
])('has most of the words of a shot, whoever plays in it: %s', (own, prompt) => {
  expect(hasMostOf(own, prompt)).toBe(true);
});

it.each([
  ['A young diver climbs the winding stairs', 'A young diver drinks coffee in the harbour'],
  ['The sea', 'The sea'],
  ['A door in the old town', 'A gate in the old wall'],
])('has not: %s', (own, prompt) => {
  expect(hasMostOf(own, prompt)).toBe(false);
});
