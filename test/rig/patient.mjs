/**
 * Preloaded into a command (`node --import`): after Ctrl-C it ends when it is done, however long that takes on a busy machine.
 * That it would otherwise end within 5 s is tested where it is decided (test/cli/interrupt.test.ts).
 */
const { setTimeout } = globalThis;
globalThis.setTimeout = (work, ms = 0, ...given) =>
  setTimeout(work, ms > 4000 && ms <= 5000 ? 100 * ms : ms, ...given);
