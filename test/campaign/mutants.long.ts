import { test } from 'vitest';
import { holdMutants } from './mutants.ts';

test('a storyboard in which anything slipped is read or refused', async () => {
  console.log(await holdMutants(20_000));
});
