import { test } from 'vitest';
import { holdWireFaults } from './wire-faults.ts';

test('over a bad wire and killed, a film is made and paid for once: one of many schedules', async () => {
  await holdWireFaults(1);
});
