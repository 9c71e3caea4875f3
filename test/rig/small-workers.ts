/**
 * Has workers give memory back that they no longer use. Starting a program copies the tables of all the memory that its parent
 * has: at 500 MB that took 10 ms of CPU time, at 1 MB half of one (2026-12, Node 20 and 24), and tests start thousands.
 */
export default function smallWorkers(): void {
  Object.assign(process.env, givingBack);
}

/** Read by glibc when a process starts. Programs that handle pictures are slower with it. */
export const givingBack = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_TRIM_THRESHOLD_: '131072',
  MALLOC_MMAP_THRESHOLD_: '131072',
} as const;
