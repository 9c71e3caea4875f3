import { defineConfig } from 'vitest/config';

/** What takes minutes: a command of its own. */
export default defineConfig({
  test: {
    include: ['test/campaign/*.long.ts', 'studio/test/*.long.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    globalSetup: ['test/rig/shared-folders.ts'],
  },
});
