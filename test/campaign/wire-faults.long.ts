import { test } from 'vitest';
import { holdWireFaults } from './wire-faults.ts';

test('over a bad wire and killed, a film is made and paid for once', async () => {
  console.log(await holdWireFaults(Number(process.env.SCHEDULES ?? 1000)));
});
