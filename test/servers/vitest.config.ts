import { defineConfig } from 'vitest/config';

/** With servers that others wrote, which have to be installed: a command of its own. */
export default defineConfig({
  test: {
    include: ['test/servers/*.server.ts'],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    globalSetup: ['test/rig/shared-folders.ts'],
  },
});
