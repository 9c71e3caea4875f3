import { defineConfig } from 'vitest/config';

/** Tests of values: they leave nothing behind in their process, so their files share one. */
const ofValues = [
  ...['architecture', 'config', 'core', 'executor', 'handover', 'planner', 'providers/videos-api', 'report'],
  ...['stitch/captions', 'stitch/transitions', 'store', 'storyboard', 'storyboards'],
].map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Real processes (ffmpeg, the built command) fill both cores already.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'values', include: ofValues, isolate: false } },
      { extends: true, test: { name: 'processes', include: ['test/**/*.test.ts'], exclude: ofValues } },
    ],
  },
});
