import { test } from 'vitest';
import { holdClicks } from './drift.ts';

test.each([24, 25, 29.97])('sound and picture are together all along ten minutes at %d fps', (fps) =>
  holdClicks(600, fps),
);
