import { Socket } from 'node:net';
import pg from 'pg';
import type { Clock, Hints } from 'storycut/studio';
import { addressOf } from './address.ts';
import type { Database } from './database.ts';

/** The channel of PostgreSQL on which they are told. */
const channel = 'storycut_hint';
/** Milliseconds between two tries to listen. */
const AGAIN = 5000;
/** Characters: PostgreSQL takes 8,000 bytes, and no id of a job is nearly as long. */
const longest = 500;

/** Tells all who listen that a job may have ended. What can't be an id is told nobody. */
export async function tellHint(database: Database, id: string): Promise<void> {
  if (id.length <= longest) await database.ask('select pg_notify($1, $2)', [channel, id]);
}

export interface HintsHeard extends Hints {
  close(): Promise<void>;
}

interface Listening {
  /** The ledger's address. */
  readonly url: string;
  readonly clock: Clock;
  /** What a hint names a job by. */
  readonly keyOf: (remote: string) => string;
}

/** Listens on a connection of its own, from the first job that waits. While the ledger is away nothing is heard, and jobs are polled. */
export function hearHints({ url, clock, keyOf }: Listening): HintsHeard {
  const boxes = new Map<string, Set<Mailbox>>();
  const closing = new AbortController();
  let listening: Promise<void> | undefined;

  const connection = async (): Promise<void> => {
    const socket = new Socket();
    const client = new pg.Client({
      connectionString: addressOf(url),
      application_name: 'storycut hints',
      stream: () => socket,
    });
    // pg waits for good-byes, and a server that is away says none.
    const leave = (): void => void socket.destroy();
    try {
      const broken = new Promise<void>((resolve) => {
        client.on('error', () => resolve());
        client.on('end', resolve);
        closing.signal.addEventListener('abort', () => resolve(), { once: true });
      });
      closing.signal.addEventListener('abort', leave, { once: true });
      client.on('notification', ({ payload = '' }) => {
        for (const box of boxes.get(payload) ?? []) box.fill();
      });
      await client.connect();
      // A run ends when its work does.
      socket.unref();
      await client.query(`listen ${channel}`);
      await broken;
    } finally {
      closing.signal.removeEventListener('abort', leave);
      leave();
    }
  };
  const listen = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await connection().catch(() => undefined);
      await clock.sleep(AGAIN, closing.signal);
    }
  };

  return {
    watch(remote) {
      listening ??= listen();
      const key = keyOf(remote);
      const box = new Mailbox();
      const others = boxes.get(key) ?? new Set();
      boxes.set(key, others.add(box));
      return {
        heard: (signal) => box.heard(signal),
        close() {
          others.delete(box);
          if (others.size === 0) boxes.delete(key);
        },
      };
    },
    async close() {
      closing.abort();
      await listening;
    },
  };
}

/** Whether anything was heard since somebody last looked. */
class Mailbox {
  #full = false;
  #wake: (() => void) | undefined;

  fill(): void {
    this.#full = true;
    this.#wake?.();
  }

  async heard(signal: AbortSignal): Promise<boolean> {
    if (!this.#full && !signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    const heard = this.#full && !signal.aborted;
    if (heard) this.#full = false;
    return heard;
  }
}
