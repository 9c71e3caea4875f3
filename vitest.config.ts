import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst } from './test/rig/longest-first.ts';

export default defineConfig({
  test: {
    exclude: [...configDefaults.exclude, 'studio/**'],
    // A test hangs or it ends: how long it takes is the machine's affair.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Real processes (ffmpeg, the built command) fill both cores already.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    globalSetup: ['in-memory', 'shared-folders', 'late-optimizing', 'known-authorities', 'small-workers'].map(
      (name) => `test/rig/${name}.ts`,
    ),
    setupFiles: ['test/rig/for-workers-alone.ts', 'test/rig/few-cases.ts'],
    // Tests leave nothing behind in their process, so that their files share one.
    isolate: false,
    unstubEnvs: true,
  },
});
