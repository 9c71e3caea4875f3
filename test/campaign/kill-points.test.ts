import { test } from 'vitest';
import { anyPoints, holdKillPoints } from './kill-points.ts';

test.skipIf(process.platform === 'win32')(
  'killed at an operation on its disk, a run goes on to the same film, paid once: one of many points',
  async () => {
    await holdKillPoints(anyPoints(1));
  },
);
