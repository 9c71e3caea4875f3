import { defineConfig } from 'vitest/config';

/** In a browser, which not every machine has: a command of its own. */
export default defineConfig({
  test: {
    include: ['test/player/*.player.ts'],
    testTimeout: 180_000,
    hookTimeout: 60_000,
    globalSetup: ['test/rig/shared-folders.ts'],
  },
});
