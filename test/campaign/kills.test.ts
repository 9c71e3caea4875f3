import { test } from 'vitest';
import { holdKills } from './kills.ts';

test('killed again and again: each clip is made once, and the film is that of an undisturbed run', () =>
  holdKills(2));
