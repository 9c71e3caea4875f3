import type { StudioSettings } from '../../config/config.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { hintKey } from '../../core/hints.ts';
import { committedOf, noMoney } from '../../core/holdings.ts';
import type { Clock } from '../../core/ports.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { workQueue } from '../../core/work-queue.ts';
import { wordsOf } from '../../executor/likeness.ts';
import { advance } from '../../store/advance.ts';
import { exchanged, moneyOf, type StoredClip } from '../../store/attempt.ts';
import { clipFile, takeClip } from '../../store/clips.ts';
import { heldIn } from '../../store/held.ts';
import type { JournalEntry } from '../../store/line.ts';
import { nodeFiles } from '../../store/node-files.ts';
import { replay } from '../../store/replay.ts';
import type { Store, StoreOptions } from '../../store/store.ts';
import { StoreFailure } from '../../store/store-failure.ts';
import { bucketUnusable, clipNotBrought } from './bucket-problems.ts';
import type { Orders } from './orders.ts';
import type { PieceQueue } from './piece-queue.ts';
import {
  brokenLedger,
  clipNotTaken,
  clipsAway,
  clipsUnmarked,
  earlierLedger,
  laterLedger,
  ledgerAway,
  ledgerRefuses,
  nodeTooOld,
  noLedger,
  notInstalled,
  ownDamaged,
  setAside,
} from './studio-problems.ts';

/** The core's code that reads records and keeps clips: a studio's store is built of it. */
export const studioCore = {
  replay,
  advance,
  /** US dollars that an attempt counts at toward a cap. */
  committedTo: (attempt: Parameters<typeof moneyOf>[0]): number => committedOf(moneyOf(attempt)),
  moneyOf,
  noMoney,
  exchanged,
  heldIn,
  hintKey,
  wordsOf,
  clipFile,
  takeClip,
  nodeFiles,
  workQueue,
  StoreFailure,
  problems: {
    ...{ bucketUnusable, clipNotBrought, clipNotTaken, clipsAway, clipsUnmarked, ownDamaged },
    ...{ brokenLedger, earlierLedger, laterLedger, ledgerAway, ledgerRefuses, noLedger },
    ...{ nodeTooOld, setAside },
  },
} as const;

export type StudioCore = typeof studioCore;

/** A ledger that several machines share. */
export interface OpenedStudio {
  /** The store of a project; `folder` is its state folder on this machine, for work and cache. */
  openStore(project: string, folder: string, options: StoreOptions): Promise<Result<Store, Diagnostic>>;
  /** Creates the ledger in its database, or brings it up to date, and marks the place of the clips as the studio's. */
  init(): Promise<Result<StudioBegun, Diagnostic>>;
  /** Takes those of a machine's own clips whose bytes are in its state folder, and are not the studio's yet; how many. */
  takeClips(
    folder: string,
    clips: readonly StoredClip[],
    options: StoreOptions,
  ): Promise<Result<number, Diagnostic>>;
  /** Brings what the ledger lacks of a journal of one machine into it; how many records. `folder` as for `openStore`. */
  adopt(
    project: string,
    folder: string,
    journal: { readonly entries: readonly JournalEntry[]; readonly options: StoreOptions },
  ): Promise<Result<number, Diagnostic>>;
  audit(): Promise<Result<StudioAudit, Diagnostic>>;
  /** Sets what may be committed under a name, in US dollars; undefined: any amount. */
  setBudget(name: string, cap: number | undefined): Promise<Result<void, Diagnostic>>;
  /** Tells all machines that a job may have ended. `id`: the provider's own. */
  hint(id: string): Promise<Result<void, Diagnostic>>;
  /** Opens those of its films, which its machines take, for as long as `work` takes. */
  orders<T>(work: (orders: Orders) => Promise<Result<T, Diagnostic>>): Promise<Result<T, Diagnostic>>;
  /** Pieces of cuts, for machines with the same mark of how they encode; and whether this one offers or takes them. */
  pieces(mark: string, role: 'offers' | 'takes'): Promise<Result<PieceQueue, Diagnostic>>;
  close(): Promise<void>;
}

/** What `studio init` did. */
export interface StudioBegun {
  readonly ledger: 'created' | 'brought-up-to-date' | 'there';
  /** False: the place of the clips is marked already. */
  readonly marked: boolean;
}

/** `studio audit --json`. Amounts in US dollars, times in ISO 8601. */
export interface StudioAudit {
  readonly schemaVersion: 1;
  readonly films: readonly {
    readonly project: string;
    readonly film: string;
    /** Spent, or reserved. */
    readonly committed: number;
    readonly attempts: number;
    readonly made: number;
    readonly inFlight: number;
  }[];
  /** What somebody has to look at: unanswered for long, lost, or turned up after it was given up (`stray`). */
  readonly unresolved: readonly {
    readonly project: string;
    readonly film: string;
    readonly segment: string;
    readonly state: 'open' | 'lost' | 'stray';
    readonly place: string;
    readonly remote: string | null;
    readonly since: string;
  }[];
  readonly budgets: readonly {
    readonly name: string;
    readonly cap: number | null;
    readonly committed: number;
  }[];
  /** Where jobs are submitted. */
  readonly accounts: readonly {
    readonly place: string;
    readonly inFlight: number;
    /** Submissions within the last minute. */
    readonly lastMinute: number;
    /** Seconds for which its provider still wants nothing. */
    readonly pausedFor: number;
  }[];
  /** Sums that are not those of their attempts. There are none. */
  readonly imbalances: readonly {
    readonly name: string;
    readonly committed: number;
    readonly ofAttempts: number;
  }[];
}

export interface StudioPackage {
  openStudio(core: StudioCore, settings: StudioSettings, clock: Clock): OpenedStudio;
}

export async function openStudioAt(
  settings: StudioSettings,
  clock: Clock,
): Promise<Result<OpenedStudio, Diagnostic>> {
  try {
    // Whoever needs it installs it beside this package.
    const { openStudio } = await import('@storycut/studio');
    return ok(openStudio(studioCore, settings, clock));
  } catch (error) {
    return err(notInstalled('@storycut/studio', error instanceof Error ? error.message : String(error)));
  }
}
