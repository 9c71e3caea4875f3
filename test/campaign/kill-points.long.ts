import { test } from 'vitest';
import { everyPoint, holdKillPoints } from './kill-points.ts';

/** `PART=2/9`: the second of nine parts, for a machine that has no time for all at once. */
const [part = 1, parts = 1] = (process.env.PART ?? '1/1').split('/').map(Number);

test.skipIf(process.platform === 'win32')(
  'killed at any operation on its disk, a run goes on to the same film, paid once',
  async () => {
    console.log(await holdKillPoints(everyPoint(part, parts)));
  },
);
