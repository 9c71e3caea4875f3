import type { JournalEntry } from '../../src/store/line.ts';

/** The journal as it is read from outside: what was written, and what the disk certainly has. */
export class Ledger {
  #written: JournalEntry[] = [];
  #durable = 0;
  readonly #ids = new Set<string>();

  get entries(): readonly JournalEntry[] {
    return this.#written;
  }

  get durable(): readonly JournalEntry[] {
    return this.#written.slice(0, this.#durable);
  }

  append(text: string): void {
    this.#written.push(...entriesIn(text));
  }

  /** What became durable. */
  sync(): readonly JournalEntry[] {
    const more = this.#written.slice(this.#durable);
    this.#durable = this.#written.length;
    for (const entry of more) this.#ids.add(idOf(entry) ?? '');
    return more;
  }

  /** After a power cut, or another's hand: the file is all there is. */
  reread(bytes: Uint8Array | undefined): void {
    this.#written = [...entriesIn(Buffer.from(bytes ?? '').toString())];
    this.#durable = 0;
    this.sync();
  }

  /** Whether the disk certainly has, or had, a record of this id of the server's: what was sent before arrives whatever became of it. */
  knows(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Attempts of intents that a person gave up, which may be paid for again. */
  get abandoned(): ReadonlySet<string> {
    const given = this.#written.filter(isGivenUp);
    return new Set(given.map((entry) => ('attempt' in entry ? entry.attempt : '')));
  }
}

export const isGivenUp = (entry: JournalEntry): boolean =>
  entry.type === 'resolved' && entry.answer === 'abandoned';

/** Whole lines, in order. */
export function entriesIn(text: string): readonly JournalEntry[] {
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line.slice(9)) as JournalEntry];
    } catch {
      return [];
    }
  });
}

/** The attempt that a record is about. */
export const attemptOf = (entry: JournalEntry): string | undefined =>
  'attempt' in entry ? entry.attempt : undefined;

/** The server's id that a record tells of. */
export const idOf = (entry: JournalEntry): string | undefined =>
  entry.type === 'accepted' || (entry.type === 'resolved' && entry.answer === 'adopted')
    ? entry.remote
    : undefined;

export const idsIn = (entries: readonly JournalEntry[]): ReadonlySet<string> =>
  new Set(entries.flatMap((entry) => idOf(entry) ?? []));
