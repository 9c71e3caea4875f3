import { expect, test } from 'vitest';
import { processOutput } from '../../src/cli/output.ts';
import { reportBug } from '../../src/cli/report-bug.ts';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import { StoreFailure } from '../../src/store/store-failure.ts';

test('a journal that can’t be written to is told with a code and what to do, and is no bug', async () => {
  const told: Diagnostic[] = [];
  const output = { ...processOutput(), diagnostics: (all: readonly Diagnostic[]) => void told.push(...all) };
  const failure = new StoreFailure('The journal can’t be written to: the disk is full');
  expect(await reportBug(failure, output)).toBe(3);
  expect(told).toMatchObject([
    {
      code: 'store-unusable',
      message: `${failure.message}.`,
      help: expect.stringContaining('run the same command'),
    },
  ]);
});
