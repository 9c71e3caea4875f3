import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * Runs a command with our streams and more environment; resolves with its exit code. Our own name means this program,
 * whether or not it is on PATH. Rejects if it can't be started.
 */
export function runCommand(
  [name = '', ...rest]: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const [program, ...args] =
    name === 'storycut' ? [process.execPath, ...process.argv.slice(1, 2), ...rest] : [name, ...rest];
  return new Promise((resolve, reject) => {
    const child = spawn(program ?? name, args, {
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    // A terminal sends Ctrl-C to both; the command decides what to do.
    const wait = (): void => undefined;
    const forward = (): void => void child.kill('SIGTERM');
    process.on('SIGINT', wait).on('SIGTERM', forward);
    const settled = (): void => {
      process.off('SIGINT', wait).off('SIGTERM', forward);
    };
    child.on('error', (error) => {
      settled();
      reject(error);
    });
    child.on('close', (code, signal) => {
      settled();
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}
