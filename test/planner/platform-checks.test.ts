import { expect, it } from 'vitest';
import { planOf } from '../rig/planning.ts';
import { board, card, place } from '../rig/storyboard-builder.ts';

/** What is said of a film of a card, at a place that takes 180 s. */
const told = (duration: number, longest?: number): readonly string[] => {
  const platform = { name: 'reels', place, ...(longest !== undefined && { longest }) };
  const { diagnostics } = planOf(board([card('a', { duration })], { platform }));
  return diagnostics.map(({ severity, code, message, help }) => [severity, code, message, help].join(' '));
};

it('a film that is too long for its platform is told, and no other', () => {
  expect(told(180, 180)).toEqual([]);
  expect(told(9000)).toEqual([]);
  expect(told(181, 180)).toEqual([
    'warning film-too-long The film is 181 s long, but `preset: reels` is for films of 180 s or less. Shorten it, or write another `preset`.',
  ]);
});
