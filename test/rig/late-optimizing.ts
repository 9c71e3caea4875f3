import { join } from 'node:path';

/** Has every process of the tests preload `late-optimizing.cjs`: the workers, and what they start. */
export default function lateOptimizing(): void {
  const preload = `--require ${JSON.stringify(join(import.meta.dirname, 'late-optimizing.cjs'))}`;
  process.env.NODE_OPTIONS = [process.env.NODE_OPTIONS, preload].filter(Boolean).join(' ');
}
