import { test } from 'vitest';
import { holdStoppedHolder } from './stopped-holder.ts';

test.skipIf(process.platform === 'win32')('a holder that is stopped stays the only one', async () => {
  await holdStoppedHolder(1, 0);
});
