import { type Exit, exit } from './exit.ts';

/** Time after the first Ctrl-C until the process ends, even if something hangs. */
const patience = 4_500;

export interface Interrupt {
  readonly signal: AbortSignal;
  /** The exit code for the signal. */
  readonly code: () => Exit;
}

/**
 * First SIGINT or SIGTERM: stop gracefully. Second: stop now. Either way the journal is intact, since each record is on
 * disk before anything follows from it.
 */
export function listenForInterrupt(
  tell: (text: string) => void,
  stopping = 'Stopping. Run the same command to resume;',
): Interrupt {
  const controller = new AbortController();
  let code: Exit = exit.interrupted;
  const on = (signal: 'SIGINT' | 'SIGTERM', wanted: Exit): void => {
    process.on(signal, () => {
      code = wanted;
      if (controller.signal.aborted) process.exit(code);
      tell(`\n${stopping} Ctrl-C again quits now.`);
      controller.abort();
      setTimeout(() => process.exit(code), patience).unref();
    });
  };
  on('SIGINT', exit.interrupted);
  on('SIGTERM', exit.terminated);
  return { signal: controller.signal, code: () => code };
}
