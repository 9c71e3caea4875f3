import { expect, it } from 'vitest';
import { agoText } from '../../src/report/prices-text.ts';

it.each([
  ['2026-11-30T09:00Z', '2026-11-30, today'],
  ['2026-11-29T23:00Z', '2026-11-29, yesterday'],
  ['2026-11-01T00:00Z', '2026-11-01, 29 days ago'],
  // By the clock of another place.
  ['2026-12-01T05:00Z', '2026-12-01, today'],
  ['2099-01-01T00:00Z', '2099-01-01, in the future'],
  ['+012345-06-07T00:00Z', '+012345-06-07, in the future'],
])('%s was %s', (then, said) => {
  expect(agoText(Date.parse(then), Date.parse('2026-11-30T12:00Z'))).toBe(said);
});
