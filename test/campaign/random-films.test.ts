import { test } from 'vitest';
import { holdRandomFilms } from './random-films.ts';

test('films of any few segments are what they are made from, frame by frame', () => holdRandomFilms(3));
