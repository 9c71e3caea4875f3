import { expect, it } from 'vitest';
import { seenFrom } from '../../src/cli/seen-from.ts';

it('a file has the shorter of its two paths', () => {
  expect(seenFrom('/home/ana/films', '/home/ana/films/a.mp4')).toBe('a.mp4');
  expect(seenFrom('/home/ana/films', '/home/ana/cuts/a.mp4')).toBe('../cuts/a.mp4');
  expect(seenFrom('/home/ana/films/ferry', '/mnt/a.mp4')).toBe('/mnt/a.mp4');
  expect(seenFrom('/films', '/films')).toBe('/films');
});
