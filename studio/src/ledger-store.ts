import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type {
  Attempt,
  Held,
  Hints,
  Intent,
  JournalRecord,
  Recorded,
  Reserved,
  Store,
  StoredClip,
  StoreOptions,
  StudioCore,
} from 'storycut/studio';
import { accountAt } from './account.ts';
import type { StoreClips } from './clips/store-clips.ts';
import { isOfLedger, messageOf } from './database.ts';
import { inDollars, inMicros, type Ledger, type Records } from './ledger.ts';
import { Memory, placeOf } from './memory.ts';
import { isNews } from './news.ts';
import type { Spool } from './spool.ts';

/** Where a project's store is. */
export interface StoreAt {
  readonly project: string;
  /** Its state folder on this machine. */
  readonly folder: string;
  readonly clips: StoreClips;
  /** This store's own, for what is useless after it: others work in the same state folder. */
  readonly work: string;
  /** What providers tell any of the studio's machines. */
  readonly hints: Hints;
}

/** What a record says of an attempt, and which attempt that is. */
type OfAttempt = Extract<JournalRecord, { readonly attempt: string }>;

/**
 * A project's store whose ledger is in PostgreSQL: any number of processes on any number of machines write to it at once.
 * Each record is made only if the process knows all that was recorded of its request before; otherwise it hears of that
 * first, and decides anew.
 */
export class LedgerStore {
  readonly #core: StudioCore;
  readonly #ledger: Ledger;
  readonly #memory: Memory;
  readonly #held: Held;
  readonly #spool: Spool;
  readonly #at: StoreAt;
  readonly #options: StoreOptions;
  /** Files with records that the ledger can't take. */
  #aside: readonly string[] = [];

  constructor(core: StudioCore, ledger: Ledger, spool: Spool, at: StoreAt, options: StoreOptions) {
    this.#core = core;
    this.#ledger = ledger;
    this.#spool = spool;
    this.#at = at;
    this.#options = options;
    this.#memory = new Memory(core, at.project, options.clock);
    this.#held = core.heldIn(this.#memory.state, (fingerprint) => this.#clip(fingerprint));
  }

  /** Reads what the ledger has, and writes what an earlier process could not. */
  async open(): Promise<void> {
    await this.#hear(await this.#ledger.recordsOf(this.#at.project));
    if (!this.#options.readOnly) {
      await this.#empty();
      await this.#at.clips.prune();
    }
    this.#aside = await this.#spool.aside();
  }

  /** Writes what could not be written before. What the ledger can't take keeps nobody from going on. */
  async #empty(): Promise<void> {
    for (const { record, remove, setAside } of await this.#spool.read()) {
      if (record && (await this.#isTold(record))) await remove();
      else await setAside();
    }
  }

  /** False if the ledger can't take the record: one that was restored from a copy may lack the last attempts. */
  async #isTold(record: OfAttempt): Promise<boolean> {
    if (record.type === 'intent' || !this.#memory.state.attemptNamed(record.attempt)) return false;
    try {
      await this.#note(record);
      return true;
    } catch (error) {
      if (isOfLedger(error)) throw error;
      return false;
    }
  }

  /** Makes records that were made elsewhere, as far as they say something new. */
  async tell(records: readonly OfAttempt[]): Promise<void> {
    for (const record of records) if (record.type !== 'intent') await this.#note(record);
  }

  get store(): Store {
    const { folder, clips } = this.#at;
    const { readOnly } = this.#options;
    const { state } = this.#memory;
    const recorded = (hash: string): StoredClip => {
      const clip = state.stored(hash);
      if (clip === undefined) throw new Error(`The ledger's records name no clip ${hash}.`);
      return clip;
    };
    const writing = <T>(work: () => Promise<T>): Promise<T> => {
      if (readOnly) throw new Error('The store is open for reading only.');
      return this.#orFail(work);
    };
    const append = (record: Recorded): Promise<void> => writing(() => this.#append(record));
    return {
      folder,
      workFolder: this.#at.work,
      cacheFolder: join(folder, 'cache'),
      files: this.#options.files ?? this.#core.nodeFiles,
      notices: this.#aside.length > 0 ? [this.#core.problems.setAside(this.#spool.folder, this.#aside)] : [],
      shared: {
        hints: this.#at.hints,
        account: (provider, address) =>
          accountAt(this.#ledger, {
            ...{ provider, address, project: this.#at.project, memory: this.#memory },
            hear: (records) => this.#hear(records),
            clock: this.#options.clock,
          }),
      },
      ...this.#held,
      clipPath: (hash) => clips.path(hash, state.stored(hash)?.extension ?? 'mp4'),
      bring: (hash, signal) => clips.bring(recorded(hash), signal),
      isWhole: (hash) => clips.isWhole(recorded(hash)),
      reserve: (intent, cap) => writing(() => this.#reserve(intent, cap)),
      adopt: (intent, remote) => writing(() => this.#adopt(intent, remote)),
      learn: (fingerprints) => this.#orFail(() => this.#learn(fingerprints)),
      append,
      sameFilm: async (same) => {
        const record = { type: 'film', ...same } as const;
        if (readOnly) state.apply(record, this.#options.clock.now());
        else await append(record);
      },
      redo: (requestClass, take) => append({ type: 'redo', requestClass, take }),
      temporary: (attempt, extension) =>
        clips.temporary(`${attempt}-${this.#options.random.id()}.${extension}`),
      take: (temporary, extension) => clips.take(temporary, extension),
      bill: (storyboard) => this.#memory.bill.of(state.namesOf(storyboard)),
      close: () => rm(this.#at.work, { recursive: true, force: true }),
    };
  }

  #clip(fingerprint: string): StoredClip | undefined {
    const recorded = this.#memory.state.clip(fingerprint);
    return recorded && this.#at.clips.has(recorded) ? recorded : undefined;
  }

  /** One whose clip is not here is as it was before, while its footage is at its provider. */
  #asHeld(attempt: Attempt): Attempt {
    if (attempt.kind !== 'made' || this.#clip(attempt.intent.fingerprint) !== undefined) return attempt;
    return this.#memory.state.beforeMade(attempt) ?? attempt;
  }

  async #learn(fingerprints: readonly string[]): Promise<boolean> {
    if (fingerprints.length === 0) return false;
    return this.#hear(await this.#ledger.recordsAbout(fingerprints));
  }

  /** Clips are looked for before anything is known of them: one that could not be looked for is never taken for missing. */
  async #hear({ records, now }: Records): Promise<boolean> {
    await this.#look(records.map(({ body }) => body));
    return this.#memory.hear(records, now);
  }

  /** Those that were not there before are looked for again. */
  #look(bodies: readonly JournalRecord[]): Promise<void> {
    const named = bodies.flatMap((body) =>
      body.type === 'made' || body.type === 'frame'
        ? [[body.clip, { hash: body.clip, extension: body.extension }] as const]
        : [],
    );
    return this.#at.clips.look([...new Map(named).values()]);
  }

  async #reserve(intent: Intent, cap: number | undefined): Promise<Reserved> {
    const { state } = this.#memory;
    const { fingerprint, storyboard, price } = intent;
    for (;;) {
      const answer = await this.#ledger.reserve({
        ...{ intent, project: this.#at.project, price: inMicros(price) },
        names: [...state.namesOf(storyboard)],
        cap: cap === undefined ? null : inMicros(cap),
        place: placeOf(intent, hostname()),
        words: this.#core.wordsOf(intent),
        last: this.#memory.last(fingerprint),
      });
      switch (answer.kind) {
        case 'reserved':
          await this.#heard(intent, answer);
          return { kind: 'reserved' };
        case 'over-cap': {
          // Other machines spend on the film, too.
          const { money } = this.#held.holdings(storyboard);
          const elsewhere = inDollars(answer.committed) - money.spent - money.reserved - money.maybeCharged;
          return {
            kind: 'over-cap',
            cap: cap ?? 0,
            money: { ...money, reserved: money.reserved + Math.max(0, elsewhere) },
          };
        }
        case 'over-budget': {
          const { budget, cap: most, committed } = answer;
          return { kind: 'over-budget', budget, cap: inDollars(most), committed: inDollars(committed) };
        }
        case 'changed': {
          await this.#learn([fingerprint]);
          const last = state.lastAttempt(fingerprint);
          if (last && last.kind !== 'failed' && last.kind !== 'released')
            return { kind: 'overtaken', attempt: this.#asHeld(last) };
          break;
        }
        default:
          answer satisfies never;
      }
    }
  }

  async #adopt({ attempt }: Intent, remote: string): Promise<boolean> {
    return (await this.#note({ type: 'resolved', attempt, answer: 'adopted', remote })) !== 'owned';
  }

  async #append(record: Recorded): Promise<void> {
    if (!('attempt' in record)) {
      const written = await this.#ledger.jot(this.#at.project, record);
      await this.#heard(record, written);
      return;
    }
    try {
      await this.#note(record);
    } catch (error) {
      // The next process on this machine writes it.
      await this.#spool.keep(record);
      throw error;
    }
  }

  /** A ledger that can't be reached any more ends the process, as a failed disk does. */
  async #orFail<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const cause = `The studio's ledger can't be used: ${messageOf(error)}`;
      throw new this.#core.StoreFailure(cause, { cause: error });
    }
  }

  /** Makes a record about an attempt, unless it says nothing new. `owned`: another attempt has its job. */
  async #note(record: OfAttempt): Promise<'noted' | 'known' | 'owned'> {
    let isShared = false;
    for (;;) {
      const before = this.#memory.attempt(record.attempt);
      if (!isNews(record, this.#asHeld(before))) return 'known';
      const after = this.#after(before, record);
      const answer = await this.#ledger.note({
        body: record,
        last: this.#memory.last(before.intent.fingerprint),
        state: this.#stateOf(after),
        committed: inMicros(this.#core.committedTo(after)),
        remote: !isShared && 'remote' in after && after.remote !== undefined ? after.remote : null,
      });
      switch (answer.kind) {
        case 'noted':
          await this.#heard(record, answer);
          return 'noted';
        case 'changed':
          await this.#learn([before.intent.fingerprint]);
          break;
        case 'owned':
          if (record.type === 'resolved') return 'owned';
          // The server gave two attempts one job: both are followed, and it stays the first one's.
          isShared = true;
          break;
        default:
          answer satisfies never;
      }
    }
  }

  /** An accepted job is a stray if its attempt was given up and the request was submitted again: it costs, but is not followed. */
  #stateOf(attempt: Attempt): Attempt['kind'] | 'stray' {
    const last = this.#memory.state.lastAttempt(attempt.intent.fingerprint);
    const isLast = last?.intent.attempt === attempt.intent.attempt;
    return attempt.kind === 'accepted' && !isLast ? 'stray' : attempt.kind;
  }

  #after(before: Attempt, record: OfAttempt): Attempt {
    if (record.type === 'intent') throw new Error('An intent is reserved.');
    return this.#core.advance(before, record, this.#options.clock.now());
  }

  async #heard(body: JournalRecord, { seq, t }: { readonly seq: number; readonly t: number }): Promise<void> {
    await this.#hear({ records: [{ seq, t, project: this.#at.project, body }], now: t });
    this.#memory.bill.own(seq);
  }
}
