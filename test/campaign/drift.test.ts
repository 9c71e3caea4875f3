import { test } from 'vitest';
import { holdClicks } from './drift.ts';

test.each([24, 25, 29.97])('sound and picture are together all along a minute at %d fps', (fps) =>
  holdClicks(60, fps),
);
