import { test } from 'vitest';
import { holdCanary } from './canary.ts';

test('a key that a server tells is in no file and no output, in pieces of twelve characters', async () => {
  const count = Number(process.env.SERVERS ?? 300);
  await holdCanary(count);
  console.log(
    `${count} servers that tell the key, over all dialects: 0 pieces of it in files, outputs and arguments`,
  );
});
