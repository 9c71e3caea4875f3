import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalRecord, StudioCore } from 'storycut/studio';

type OfAttempt = Extract<JournalRecord, { readonly attempt: string }>;

/** A record that waits for the ledger. */
interface Spooled {
  /** Undefined: the file holds none. */
  readonly record: OfAttempt | undefined;
  /** It is in the ledger now. */
  remove(): Promise<void>;
  /** The ledger can't take it: it is kept for a person. */
  setAside(): Promise<void>;
}

/**
 * Records that could not be written while the ledger was away, durable on this machine until they are: each in a file of its
 * own, whole or not there, so that commands that end and begin at the same time lose none of each other's.
 */
export interface Spool {
  readonly folder: string;
  keep(record: OfAttempt): Promise<void>;
  /** The oldest first. */
  read(): Promise<readonly Spooled[]>;
  /** Names of the files that were set aside. */
  aside(): Promise<readonly string[]>;
}

const SET_ASIDE = '.set-aside';

/** `state`: the project's state folder on this machine. */
export function spoolIn(state: string, { nodeFiles }: Pick<StudioCore, 'nodeFiles'>): Spool {
  const folder = join(state, 'studio-spool');
  let kept = 0;
  return {
    folder,
    async keep(record) {
      await nodeFiles.makeFolder(folder);
      // Names sort by when they were written, to the microsecond and in one process beyond it.
      const when = Math.round((performance.timeOrigin + performance.now()) * 1000);
      const file = join(folder, `${when}-${`${kept++}`.padStart(6, '0')}-${record.attempt}.json`);
      await nodeFiles.replace(file, JSON.stringify(record));
      await nodeFiles.sync(file);
      await nodeFiles.sync(folder);
    },
    async read() {
      const names = (await nodeFiles.names(folder)).filter((name) => name.endsWith('.json'));
      return Promise.all(
        names.map(async (name) => {
          const file = join(folder, name);
          return {
            record: recordIn(await nodeFiles.read(file)),
            remove: () => rm(file, { force: true }),
            // Another command may have done so.
            setAside: () => rename(file, `${file}${SET_ASIDE}`).catch(() => undefined),
          };
        }),
      );
    },
    async aside() {
      return (await nodeFiles.names(folder)).filter((name) => name.endsWith(SET_ASIDE));
    },
  };
}

function recordIn(bytes: Uint8Array | undefined): OfAttempt | undefined {
  try {
    const value: OfAttempt | null = JSON.parse(Buffer.from(bytes ?? []).toString());
    return typeof value?.type === 'string' && typeof value.attempt === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
