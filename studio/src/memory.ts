import type { Attempt, Clock, GrowingState, Intent, JournalRecord, StudioCore } from 'storycut/studio';
import { Bill } from './bill.ts';

type Core = Pick<StudioCore, 'replay' | 'moneyOf' | 'noMoney' | 'exchanged'>;

/** A record as the ledger has it. */
export interface LedgerRecord {
  /** Grows; records of one request have the order in which they were made. */
  readonly seq: number;
  /** Milliseconds since 1970, by the database's clock. */
  readonly t: number;
  readonly project: string;
  readonly body: JournalRecord;
}

/**
 * What a process knows of the ledger: its project's records, and those about requests that it asks for too. Other machines
 * add to it all the time; it hears of that when it asks.
 */
export class Memory {
  readonly state: GrowingState;
  readonly bill: Bill;
  readonly #core: Core;
  readonly #project: string;
  readonly #clock: Clock;
  readonly #seen = new Set<number>();
  /** By fingerprint: the number of its last record that is known. */
  readonly #last = new Map<string, number>();

  constructor(core: Core, project: string, clock: Clock) {
    this.state = core.replay([]);
    this.bill = new Bill(core);
    this.#core = core;
    this.#project = project;
    this.#clock = clock;
  }

  /** What is new of these, oldest first; `now` is the database's clock. Whether anything was. */
  hear(records: readonly LedgerRecord[], now: number): boolean {
    let heard = false;
    for (const { seq, t, project, body } of records) {
      if (this.#seen.has(seq)) continue;
      this.#seen.add(seq);
      heard = true;
      // No clock is compared with another machine's: how long ago it was is known.
      const here = this.#clock.now() - (now - t);
      this.#apply(seq, this.#named(body, project), here);
      const fingerprint = this.#fingerprintOf(body);
      if (fingerprint !== undefined)
        this.#last.set(fingerprint, Math.max(seq, this.#last.get(fingerprint) ?? 0));
    }
    return heard;
  }

  #apply(seq: number, body: JournalRecord, here: number): void {
    const { noMoney, moneyOf } = this.#core;
    const name = 'attempt' in body ? body.attempt : undefined;
    const before = name === undefined ? undefined : this.state.attemptNamed(name);
    this.state.apply(body, here);
    const after = name === undefined ? undefined : this.state.attemptNamed(name);
    if (after === undefined) return;
    const { storyboard } = after.intent;
    this.bill.heard(seq, { storyboard, before: before ? moneyOf(before) : noMoney, after: moneyOf(after) });
  }

  /** The number of the last record about a request that is known; 0 if none is. */
  last(fingerprint: string): number {
    return this.#last.get(fingerprint) ?? 0;
  }

  /** The attempt that a record is about. */
  attempt(name: string): Attempt {
    const attempt = this.state.attemptNamed(name);
    if (attempt === undefined) throw new Error(`The ledger's attempt ${name} is not known here.`);
    return attempt;
  }

  /** A film is of one project: in another's records, its name says so. */
  #named(body: JournalRecord, project: string): JournalRecord {
    if (project === this.#project || !('storyboard' in body)) return body;
    return { ...body, storyboard: `${project}/${body.storyboard}` };
  }

  #fingerprintOf(body: JournalRecord): string | undefined {
    if ('fingerprint' in body) return body.fingerprint;
    return 'attempt' in body ? this.state.attemptNamed(body.attempt)?.intent.fingerprint : undefined;
  }
}

/** Where a submission was sent: a server's address, and a machine where footage is made on it. */
export const placeOf = ({ request, address }: Pick<Intent, 'request' | 'address'>, host: string): string =>
  placeNamed(request.provider, address, host);

export const placeNamed = (provider: string, address: string | undefined, host: string): string =>
  address ?? `${provider} on ${host}`;
