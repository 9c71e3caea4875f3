/**
 * What a studio is built of, for the package `@storycut/studio`: a store whose ledger several machines share. The core hands
 * its code over (`StudioCore`), so that there is one of it in a process.
 */

export type { ClipsBucket, StudioSettings } from './config/config.ts';
export type { Code } from './core/codes.ts';
export type { Diagnostic } from './core/diagnostic.ts';
export type { Hints } from './core/hints.ts';
export type { Money } from './core/holdings.ts';
export type { Clock, Environment, Random } from './core/ports.ts';
export type { Result } from './core/result.ts';
export type { Another } from './core/shared-account.ts';
export type { FilmOrder, OrderEnd, OrderOutcome, Orders, QueuedOrder } from './project/machine/orders.ts';
export type { OfferedPiece, PieceEnd, PieceQueue, PieceWork } from './project/machine/piece-queue.ts';
export type {
  OpenedStudio,
  StudioAudit,
  StudioBegun,
  StudioCore,
  StudioPackage,
} from './project/machine/studio.ts';
export type { LedgerRefusal } from './project/machine/studio-problems.ts';
export type { Attempt, StoredClip } from './store/attempt.ts';
export type { Held } from './store/held.ts';
export type { JournalEntry } from './store/line.ts';
export type { Intent, JournalRecord, SameAs } from './store/record.ts';
export type { GrowingState } from './store/replay.ts';
export type { KnowingAccount, Recorded, Reserved, Shared, Store, StoreOptions } from './store/store.ts';
