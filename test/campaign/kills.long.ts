import { test } from 'vitest';
import { holdKills } from './kills.ts';

test('killed 100 times: each clip is made once, and the film is that of an undisturbed run', () =>
  holdKills(100));
