import { test } from 'vitest';
import { holdStoppedHolder } from './stopped-holder.ts';

test.skipIf(process.platform === 'win32')(
  'a holder that is stopped past every time-out, killed or woken, stays the only one',
  async () => {
    console.log(await holdStoppedHolder(Number(process.env.ROUNDS ?? 40), 8000));
  },
);
