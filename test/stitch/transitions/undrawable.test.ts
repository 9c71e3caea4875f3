import { expect, test } from 'vitest';
import type { Tool } from '../../../src/media/tools.ts';
import { undrawable } from '../../../src/stitch/transitions/undrawable.ts';

const bare: Tool = { path: '/bin/ffmpeg', version: '4.1', origin: 'PATH', lacks: ['xfade'] };

test('names each segment whose transition this ffmpeg cannot draw', () => {
  const segments = [
    { id: 'one', transition: { type: 'cut' } },
    { id: 'two', transition: { type: 'circle-open', duration: 1 } },
    { id: 'three', transition: { type: 'xfade', name: 'pixelize', duration: 1 } },
    { id: 'four', transition: { type: 'xfade', name: 'radial', duration: 1 } },
    { id: 'five', transition: { type: 'xfade', name: 'hlwind', duration: 1 } },
  ] as const;
  const told = undrawable(segments, bare);
  expect(told.map(({ code, segment }) => [code, segment])).toEqual([
    ['transition-unavailable', 'three'],
    ['transition-unavailable', 'five'],
  ]);
  expect(undrawable(segments, { ...bare, version: '7.1', lacks: [] })).toEqual([]);
});
