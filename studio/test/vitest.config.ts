import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The studio's own tests, and the executor's over its ledger. They need PostgreSQL, so they are a command of their own. */
export default defineConfig({
  test: {
    include: ['studio/test/*.test.ts', 'test/executor/*.test.ts'],
    // About what is on a journal's disk.
    exclude: ['recovery', 'kill'].map((name) => `test/executor/${name}.test.ts`),
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 3,
    globalSetup: ['rig/ledger.ts', '../../test/rig/shared-folders.ts'].map((file) =>
      join(import.meta.dirname, file),
    ),
    isolate: false,
  },
});
