import { test } from 'vitest';
import { holdKillPoints } from './kill-points.ts';

test.skipIf(process.platform === 'win32')(
  'killed at any operation on its disk, a run goes on to the same film, paid once',
  async () => {
    console.log(await holdKillPoints(Number(process.env.POINTS ?? Number.POSITIVE_INFINITY)));
  },
);
