import type { Money, StudioCore } from 'storycut/studio';

/** What an attempt counts at before a record and after it. */
export interface Change {
  readonly storyboard: string;
  readonly before: Money;
  readonly after: Money;
}

type Sums = Pick<StudioCore, 'noMoney' | 'exchanged'>;

/**
 * What a process's own records have made of its films' money. Each record counts for the process that wrote it, so what processes
 * on several machines spent on a film is together what it cost.
 */
export class Bill {
  readonly #sums: Sums;
  readonly #changes = new Map<number, Change>();
  readonly #own = new Map<string, Money>();

  constructor(sums: Sums) {
    this.#sums = sums;
  }

  /** The record of this number was heard of, whoever wrote it. */
  heard(seq: number, change: Change): void {
    this.#changes.set(seq, change);
  }

  /** It is this process's own. The ledger may have told of it before it was known to be. */
  own(seq: number): void {
    const change = this.#changes.get(seq);
    if (change === undefined) return;
    this.#changes.delete(seq);
    const { storyboard, before, after } = change;
    const total = this.#own.get(storyboard) ?? this.#sums.noMoney;
    this.#own.set(storyboard, this.#sums.exchanged(total, before, after));
  }

  /** Of all these storyboards. */
  of(storyboards: Iterable<string>): Money {
    const { noMoney, exchanged } = this.#sums;
    return [...storyboards].reduce(
      (sum, name) => exchanged(sum, noMoney, this.#own.get(name) ?? noMoney),
      noMoney,
    );
  }
}
