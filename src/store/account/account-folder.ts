import { join } from 'node:path';
import type { Clock } from '../../core/ports.ts';
import type { Files } from '../files.ts';
import { type Register, type RegisterEntry, readRegister, registerLine, withoutOld } from './register.ts';

/** The register of one account on this machine, and the pace that its projects share. Failures throw the file system's error. */
export interface AccountFolder {
  /** Resolves once the entry is durable; entries keep their order. `at`: when it happened, if not now. */
  note(entry: RegisterEntry, at?: number): Promise<void>;
  read(): Promise<Register>;
  /** Milliseconds since 1970 at which the next submission of this kind may be sent, no sooner than `apart` after the last. */
  turn(kind: string, apart: number): Promise<number>;
  /** Nothing is to be submitted until then. */
  pause(until: number): Promise<void>;
}

export interface FolderAccess {
  /** Absolute; created when something is written. */
  readonly folder: string;
  readonly files: Files;
  readonly clock: Clock;
  /** Ends waiting for the lock. */
  readonly signal: AbortSignal;
  /** Written into the lock file. */
  readonly holder: string;
  /** Another process holds the lock for much longer than it needs; with what that wrote into it. */
  readonly onWait: (holder: string) => void;
}

/** Thrown instead of waiting on when the run stops. */
export class LockUnavailable extends Error {}

/** Milliseconds between two tries to take the lock: it is held for a few. */
const BETWEEN_TRIES = 10;
/** After this it is no longer usual; after a stop, it is waited for no longer than that. */
const LONG = 5000;
const LAST_WAIT = 1000;
/** Of a register that is to be shortened, in bytes, and how old what is left out must be, in milliseconds. */
const LARGE = 1_000_000;
const OLD = 60 * 86_400_000;
/** No turn is further away: a clock may have been set. Milliseconds. */
const FURTHEST = 600_000;

interface Pace {
  readonly pause: number;
  /** By kind, when its next submission may be sent. */
  readonly next: Readonly<Record<string, number>>;
}

export function accountFolder(access: FolderAccess): AccountFolder {
  const { folder, files, clock } = access;
  const [registerFile, paceFile] = [join(folder, 'register.jsonl'), join(folder, 'pace.json')];
  let pending: string[] = [];
  let flushing: Promise<void> = Promise.resolve();

  /** Writes what is pending, at once: entries that come while the lock is taken share it. */
  async function flush(): Promise<void> {
    if (pending.length === 0) return;
    await locked(access, async () => {
      const lines = pending;
      pending = [];
      try {
        await append(lines.join(''));
      } catch (error) {
        pending = [...lines, ...pending];
        throw error;
      }
    });
  }

  async function append(text: string): Promise<void> {
    const there = (await files.read(registerFile)) ?? new Uint8Array();
    if (there.byteLength > LARGE) await files.replace(registerFile, withoutOld(there, clock.now() - OLD));
    const isTorn = there.byteLength > 0 && there.at(-1) !== 10;
    const file = await files.append(registerFile);
    try {
      await file.append(isTorn ? `\n${text}` : text);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  async function pace(): Promise<Pace> {
    try {
      const text = Buffer.from((await files.read(paceFile)) ?? []).toString();
      const { pause, next } = JSON.parse(text);
      return { pause: Number(pause) || 0, next: typeof next === 'object' && next !== null ? next : {} };
    } catch {
      // It is only about speed, and a rate limit would say so again.
      return { pause: 0, next: {} };
    }
  }

  /** Not further away than a clock that was set can make it. */
  const sane = (time: unknown): number => {
    const now = clock.now();
    return typeof time === 'number' && time <= now + FURTHEST ? time : now;
  };

  return {
    note(entry, at = clock.now()) {
      pending.push(registerLine(entry, at));
      flushing = flushing.catch(() => undefined).then(flush);
      return flushing;
    },
    read: async () => readRegister((await files.read(registerFile)) ?? new Uint8Array()),
    async turn(kind, apart) {
      if (apart === 0) return sane((await pace()).pause);
      return locked(access, async () => {
        const { pause, next } = await pace();
        const turn = Math.max(clock.now(), sane(pause), sane(next[kind] ?? 0));
        await files.replace(paceFile, JSON.stringify({ pause, next: { ...next, [kind]: turn + apart } }));
        return turn;
      });
    },
    pause: (until) =>
      locked(access, async () => {
        const { pause, next } = await pace();
        await files.replace(paceFile, JSON.stringify({ pause: Math.max(sane(pause), until), next }));
      }),
  };
}

/** Holds the kernel's lock for as long as `work` takes. It is never stolen: whoever holds it is waited for. */
async function locked<T>(access: FolderAccess, work: () => Promise<T>): Promise<T> {
  const { folder, files, clock, signal, holder, onWait } = access;
  await files.makeFolder(folder);
  const begun = clock.now();
  let told = false;
  for (;;) {
    const lock = await files.lock(join(folder, 'lock'), holder);
    if (lock.ok) {
      try {
        return await work();
      } finally {
        await lock.value.release();
      }
    }
    const waited = clock.now() - begun;
    if (signal.aborted && waited > LAST_WAIT) throw new LockUnavailable(lock.error);
    if (waited > LONG && !told) {
      told = true;
      onWait(lock.error);
    }
    await clock.sleep(BETWEEN_TRIES);
  }
}
