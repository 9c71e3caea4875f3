import type { Diagnostic } from '../core/diagnostic.ts';
import { StoreFailure } from '../store/store-failure.ts';
import { type Exit, exit } from './exit.ts';
import type { Terminal } from './output.ts';
import { version } from './version.ts';

/** An unexpected error: a problem of the machine if that is known, otherwise a bug. */
export async function reportBug(error: unknown, output: Terminal): Promise<Exit> {
  if (error instanceof StoreFailure) {
    output.diagnostics([stopped(error)]);
    return exit.wrongEnvironment;
  }
  const system = systemMessage(error);
  if (system !== undefined) {
    output.tell(`error: ${system}`);
    return exit.wrongEnvironment;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  output.tell(
    `This is a bug in Storycut (${version}), not in your storyboard. Please report it with the text below.\n${text}`,
  );
  return exit.bug;
}

const stopped = ({ message }: StoreFailure): Diagnostic => ({
  severity: 'error',
  code: 'store-unusable',
  message: `${message}.`,
  help: 'Everything that was made is kept, and nothing more is spent. Once that is mended, run the same command again.',
});

/** Full disks, folders that aren't writable: problems of the machine, where a stack trace doesn't help. */
function systemMessage(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return undefined;
  switch (error.code) {
    case 'ENOSPC':
      return `the disk is full (${error.path}). Free some space; everything that was made is kept.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${error.path} can't be read or written. Change its permissions; everything that was made is kept.`;
    case 'EMFILE':
    case 'ENFILE':
      return 'too many files are open on this machine. Close some programs, or raise the limit (ulimit -n).';
    default:
      return undefined;
  }
}
