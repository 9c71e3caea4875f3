import type { LentPiece } from '../farm.ts';

/** Something to encode, by one of this machine's cores or by another machine. */
interface Shareable<T> {
  here(): Promise<T>;
  /** Undefined: it can only be made here. */
  lend(): Promise<LentPiece | undefined>;
  /** What another machine made, taken in; undefined: it is of no use. */
  takeIn(made: NonNullable<Awaited<LentPiece['made']>>): Promise<T | undefined>;
}

/** Works of a cut, divided between this machine's cores and other machines. */
export interface Crew {
  /** How many works it has room for. */
  readonly atOnce: number;
  work<T>(shared: Shareable<T>): Promise<T>;
}

/** A piece that another machine may begin, until a core of this one has nothing else to do. */
interface Away {
  readonly lent: LentPiece;
  /** Offers it a core; false: it needs none any more. */
  takeCore(): boolean;
}

/** Milliseconds for which a core waits for its next work before it takes back what was lent: preparing work needs some. */
const breath = 20;

/**
 * No core is idle while there is something that nobody has begun: what was lent last is taken back first. What another machine
 * has begun is left to it unless it is overdue.
 */
export function crewOf(cores: number, loans: number): Crew {
  const free = { cores, loans };
  const waiting: Away['takeCore'][] = [];
  const away: Away[] = [];
  const hasTaken = (take: Away['takeCore']): boolean => {
    if (free.cores === 0) return false;
    if (take()) free.cores -= 1;
    return true;
  };
  const release = (): void => {
    free.cores += 1;
    while (free.cores > 0) {
      const next = waiting.shift();
      if (next === undefined) break;
      hasTaken(next);
    }
    setTimeout(recall, breath);
  };
  const recall = async (): Promise<void> => {
    while (free.cores > 0) {
      const last = away.pop();
      if (last === undefined) return;
      // Kept for it meanwhile.
      free.cores -= 1;
      const isBack = await last.lent.takeBack().catch(() => false);
      if (!(isBack && last.takeCore())) free.cores += 1;
    }
  };
  const askForCore = (take: Away['takeCore']): void => {
    if (!hasTaken(take)) waiting.push(take);
  };
  const withCore = async <T>({ here }: Shareable<T>): Promise<T> => {
    try {
      return await here();
    } finally {
      release();
    }
  };
  const atHome = async <T>(shared: Shareable<T>): Promise<T> => {
    await new Promise<void>((begin) => {
      askForCore(() => {
        begin();
        return true;
      });
    });
    return withCore(shared);
  };
  const abroad = async <T>(shared: Shareable<T>, lent: LentPiece): Promise<T> => {
    let isDecided = false;
    let begin = (): void => undefined;
    const core = new Promise<'core'>((resolve) => {
      begin = () => resolve('core');
    });
    const entry: Away = {
      lent,
      takeCore() {
        if (isDecided) return false;
        isDecided = true;
        begin();
        return true;
      },
    };
    away.push(entry);
    setTimeout(recall, breath);
    void lent.overdue.then(() => isDecided || askForCore(entry.takeCore));
    const made = lent.made.then(async (piece) => ({ value: piece && (await shared.takeIn(piece)) }));
    // What fails after a core has it is nobody's concern.
    made.catch(() => undefined);
    const first = await Promise.race([core, made]);
    if (first === 'core' || (isDecided && first.value === undefined))
      return withCore(shared).finally(() => lent.drop());
    if (isDecided) release();
    isDecided = true;
    const at = away.indexOf(entry);
    if (at >= 0) away.splice(at, 1);
    return first.value ?? atHome(shared);
  };
  return {
    atOnce: cores + loans,
    async work(shared) {
      if (free.cores > 0 || free.loans === 0) return atHome(shared);
      free.loans -= 1;
      try {
        const lent = await shared.lend();
        return await (lent ? abroad(shared, lent) : atHome(shared));
      } finally {
        free.loans += 1;
      }
    },
  };
}
