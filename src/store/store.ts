import { join } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Hints } from '../core/hints.ts';
import { fitsCap, type Money } from '../core/holdings.ts';
import type { Clock, Random } from '../core/ports.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { SharedAccount } from '../core/shared-account.ts';
import type { Attempt, StoredClip } from './attempt.ts';
import { clipFile, type Taken, takeClip } from './clips.ts';
import { missingClips, refusal, strange, tornTail, unusable, writtenAround } from './diagnose.ts';
import type { Files, HeldLock } from './files.ts';
import { continueJournal, readJournal } from './found-journal.ts';
import { type Held, heldIn } from './held.ts';
import { holdFolder } from './hold-folder.ts';
import type { Journal } from './journal.ts';
import { nodeFiles } from './node-files.ts';
import type { Intent, JournalRecord, SameAs } from './record.ts';
import { type GrowingState, replay } from './replay.ts';

/**
 * Everything that a project has made and paid for. On one machine: the journal, the clips and the lock of one `.storycut`
 * folder, which any number of processes may read and one at a time writes.
 */
export interface Store extends Held {
  readonly folder: string;
  /** Of others that submit from it at the same time, on other machines; absent where its lock keeps them out. */
  readonly shared?: Shared;
  /** For files that are useless after the run; emptied when the store is opened for writing. */
  readonly workFolder: string;
  /** For what can be rebuilt from clips, but is worth keeping. */
  readonly cacheFolder: string;
  readonly files: Files;
  /** Aborted when the journal can't be written to any more, before anybody else hears of it. */
  readonly failed?: AbortSignal;
  /** What a person should know about its state. */
  readonly notices: readonly Diagnostic[];

  /** The path of the bytes with this hash on this machine, whether or not it exists. */
  clipPath(hash: string): string;
  /** The file of a clip that is there: before it is read, since its bytes may have to be fetched to this machine. */
  bring(hash: string, signal?: AbortSignal): Promise<Result<string, Diagnostic>>;
  /** Whether a clip's bytes are in the store now, all of them: not only a copy on this machine. */
  isWhole(hash: string): Promise<boolean>;

  /**
   * Reserves an attempt's price and records its intent in one step, if what is committed for its storyboard stays within `cap`
   * (US dollars; undefined: whatever it is). Takes effect at once; resolves when it is durable.
   */
  reserve(intent: Intent, cap: number | undefined): Promise<Reserved>;
  /** Records that an open or lost attempt has this job; false if another attempt has it. */
  adopt(intent: Intent, remote: string): Promise<boolean>;
  /** Hears what others have recorded of these requests since; whether that was anything. */
  learn(fingerprints: readonly string[]): Promise<boolean>;
  /** Any other record. Takes effect at once; resolves when it is durable. A StoreFailure ends the process. */
  append(record: Recorded): Promise<void>;
  /** From now on, a storyboard is of the same film as others: durably, if the store is open for writing. */
  sameFilm(same: SameAs): Promise<void>;
  /** Orders another take, durably. */
  redo(requestClass: string, take: number): Promise<void>;
  /** A unique name in the work folder. */
  temporary(attempt: string, extension: 'mp4' | 'png'): string;
  /** Moves a temporary file into the store, durably, or says why it can't; the caller records it. */
  take(temporary: string, extension: 'mp4' | 'png'): Promise<Result<Taken, string>>;
  /** What this process's own records have made of a film's money: two of them tell what was spent between. */
  bill(storyboard: string): Money;
  /** Releases the lock once everything appended is durable. */
  close(): Promise<void>;
}

/** What a store that several machines share knows of the others. */
export interface Shared {
  /** `address`: where the provider is, if it may be in several places. */
  account(provider: string, address: string | undefined): KnowingAccount;
  /** What providers told any of them of jobs. */
  readonly hints: Hints;
}

/** An account whose register has all that others did. */
export interface KnowingAccount extends SharedAccount {
  /** Whether somebody else has this job; undefined: the register can't tell. */
  owns(remote: string): Promise<boolean | undefined>;
}

/** All records but those that `reserve` and `adopt` make. */
export type Recorded = Exclude<JournalRecord, { type: 'intent' } | { type: 'resolved'; answer: 'adopted' }>;

export type Reserved =
  | { readonly kind: 'reserved' }
  /** Of the storyboard, with what is committed now. */
  | { readonly kind: 'over-cap'; readonly cap: number; readonly money: Money }
  /** Of a budget that several films share. US dollars. */
  | {
      readonly kind: 'over-budget';
      readonly budget: string;
      readonly cap: number;
      readonly committed: number;
    }
  /** Somebody else submitted the same meanwhile. */
  | { readonly kind: 'overtaken'; readonly attempt: Attempt };

export interface StoreOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Takes no lock and creates nothing: read-only. */
  readonly readOnly?: boolean;
  /** Default: those of this machine. */
  readonly files?: Files;
}

/** `folder` is absolute. Opening for writing is recovery: a torn tail is dropped and what was read is made durable. */
export async function openStore(folder: string, options: StoreOptions): Promise<Result<Store, Diagnostic>> {
  const files = options.files ?? nodeFiles;
  try {
    const stranger = await files.strangerIn(folder);
    if (stranger) return err(strange(folder, stranger));
    return options.readOnly
      ? await openToRead(folder, files, options)
      : await openToWrite(folder, files, options);
  } catch (error) {
    return err(unusable(folder, error));
  }
}

async function openToRead(
  folder: string,
  files: Files,
  options: StoreOptions,
): Promise<Result<Store, Diagnostic>> {
  const found = (await readJournal(folder, files)).scan;
  if (found.condition.kind === 'newer') return err(refusal(folder, found.condition));
  const notices = found.condition.kind === 'damaged' ? [writtenAround(found.condition.seq)] : [];
  return ok(assemble(folder, files, options, replay(found.entries), notices, undefined));
}

async function openToWrite(
  folder: string,
  files: Files,
  options: StoreOptions,
): Promise<Result<Store, Diagnostic>> {
  const lock = await holdFolder(folder, files, options.clock);
  if (!lock.ok) return lock;
  try {
    const opened = await openLocked(folder, files, options, lock.value);
    if (!opened.ok) await lock.value.release();
    return opened;
  } catch (error) {
    await lock.value.release();
    throw error;
  }
}

async function openLocked(
  folder: string,
  files: Files,
  options: StoreOptions,
  lock: HeldLock,
): Promise<Result<Store, Diagnostic>> {
  const found = await readJournal(folder, files);
  const { entries, condition } = found.scan;
  if (condition.kind === 'newer' || condition.kind === 'damaged') return err(refusal(folder, condition));
  await files.emptyFolder(join(folder, 'work'));
  const journal = await continueJournal(folder, files, options.clock, found);
  const notices = condition.kind === 'torn' ? [tornTail()] : [];
  return ok(assemble(folder, files, options, replay(entries), notices, { journal, lock }));
}

function assemble(
  folder: string,
  files: Files,
  { clock, random }: StoreOptions,
  state: GrowingState,
  found: readonly Diagnostic[],
  writing: { readonly journal: Journal; readonly lock: HeldLock } | undefined,
): Store {
  const clips = join(folder, 'clips');
  const workFolder = join(folder, 'work');
  const pathOf = (clip: StoredClip): string => clipFile(clips, clip.hash, clip.extension);
  const clipPath = (hash: string): string => clipFile(clips, hash, state.stored(hash)?.extension ?? 'mp4');
  const missing = new Set(
    [...state.clips()].filter((clip) => files.size(pathOf(clip)) !== clip.bytes).map((c) => c.hash),
  );

  const clip = (fingerprint: string): StoredClip | undefined => {
    const recorded = state.clip(fingerprint);
    return recorded && !missing.has(recorded.hash) ? recorded : undefined;
  };
  const append = async (record: JournalRecord): Promise<void> => {
    if (writing === undefined) throw new Error('The store is open for reading only.');
    state.apply(record, clock.now());
    await writing.journal.append(record);
  };

  return {
    folder,
    workFolder,
    cacheFolder: join(folder, 'cache'),
    files,
    ...(writing && { failed: writing.journal.failed }),
    notices: missing.size === 0 ? found : [...found, missingClips(missing.size, folder)],
    ...heldIn(state, clip),
    clipPath,
    bring: async (hash) => ok(clipPath(hash)),
    isWhole: async (hash) => (await files.hash(clipPath(hash)).catch(() => undefined)) === hash,
    async reserve(intent, cap) {
      const money = state.money(intent.storyboard);
      if (cap !== undefined && !fitsCap(money, intent.price, cap)) return { kind: 'over-cap', cap, money };
      await append(intent);
      return { kind: 'reserved' };
    },
    async adopt({ attempt, request }, remote) {
      const owner = state.ownerOf(request.provider, remote);
      if (owner !== undefined && owner !== attempt) return false;
      await append({ type: 'resolved', attempt, answer: 'adopted', remote });
      return true;
    },
    learn: async () => false,
    append,
    async sameFilm(same) {
      const record = { type: 'film', ...same } as const;
      if (writing === undefined) state.apply(record, clock.now());
      else await append(record);
    },
    redo: (requestClass, take) => append({ type: 'redo', requestClass, take }),
    temporary: (attempt, extension) => join(workFolder, `${attempt}-${random.id()}.${extension}`),
    async take(temporary, extension) {
      const taken = await takeClip(files, clips, temporary, extension);
      if (taken.ok) missing.delete(taken.value.clip);
      return taken;
    },
    bill: (storyboard) => state.money(storyboard),
    async close() {
      await writing?.journal.close();
      await writing?.lock.release();
    },
  };
}
