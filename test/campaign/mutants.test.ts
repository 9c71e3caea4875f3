import { test } from 'vitest';
import { holdMutants } from './mutants.ts';

test('a storyboard in which anything slipped is read or refused: some of many mutants', async () => {
  await holdMutants(200);
});
