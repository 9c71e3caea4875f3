import { hostname } from 'node:os';
import { join } from 'node:path';
import { pid, platform } from 'node:process';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { diskRefusal } from '../../core/disk-refusal.ts';
import type { Environment } from '../../core/ports.ts';
import { say, says } from '../../core/sentence.ts';
import type { Others } from '../../core/shared-account.ts';
import { wordsOf } from '../../executor/likeness.ts';
import { type AskedAs, relocatedSince } from '../../executor/relocated.ts';
import { accountOf } from '../../providers/account.ts';
import type { KnownProvider } from '../../providers/kind.ts';
import { type AccountFolder, accountFolder, LockUnavailable } from '../../store/account/account-folder.ts';
import type { Register, RegisterEntry } from '../../store/account/register.ts';
import type { Files } from '../../store/files.ts';
import { nodeFiles } from '../../store/node-files.ts';
import type { Intent, JournalRecord } from '../../store/record.ts';
import type { KnowingAccount, Shared, Store } from '../../store/store.ts';
import { userStateFolder } from './user-state.ts';
import type { World } from './world.ts';

/** The accounts of the providers that a project works with, as its machine knows them. */
export interface Accounts {
  of(provider: string): KnowingAccount | undefined;
  /** The project's store, which tells the accounts what its records mean for other projects. */
  readonly store: Store;
  /** Waits for what is still to be written, though not for others that hold it up. */
  end(): Promise<void>;
}

/** Milliseconds: attempts before that are no longer told of. */
const LONG_AGO = 30 * 86_400_000;

/** What accounts need of the machine. */
interface AtMachine extends Pick<World, 'clock' | 'env' | 'emit'> {
  /** Default: this machine's own. */
  readonly files?: Files;
}

/** `signal` ends waiting for other processes. */
export async function openAccounts(
  world: AtMachine,
  store: Store,
  providers: readonly KnownProvider[],
  signal: AbortSignal,
): Promise<Accounts> {
  const { shared } = store;
  if (shared) return toldByStore(shared, store, providers);
  const root = userStateFolder(world.env, platform);
  const opened = new Map<string, OpenAccount>();
  for (const provider of providers) {
    const id = await accountOf(provider, world.env);
    if (id === undefined) continue;
    const place = root === undefined ? undefined : { root, folder: join(root, 'accounts', id) };
    const account = new OpenAccount(provider, store, { id: shortened(id), ...place }, { ...world, signal });
    opened.set(provider.data.name, account);
    await account.catchUp();
  }
  return {
    of: (provider) => opened.get(provider),
    store: telling(store, (provider) => opened.get(provider)),
    async end() {
      for (const account of opened.values()) await account.end();
    },
  };
}

/** All that several machines do is in their store. */
function toldByStore(shared: Shared, store: Store, providers: readonly KnownProvider[]): Accounts {
  const addresses = new Map(
    providers.filter(({ data }) => data.resubmit !== 'safe').map(({ data }) => [data.name, data.address]),
  );
  return {
    of: (name) => (addresses.has(name) ? shared.account(name, addresses.get(name)) : undefined),
    store,
    end: async () => undefined,
  };
}

/** Tells accounts of records; what others must know before a submission is durable as soon as the intent is. */
function telling(store: Store, accountOfProvider: (name: string) => OpenAccount | undefined): Store {
  const providers = new Map<string, string>();
  const providerOf = (record: JournalRecord): string | undefined => {
    if (record.type === 'intent') return record.request.provider;
    if (!('attempt' in record)) return undefined;
    const { attempt } = record;
    const known = (): string | undefined =>
      store.unresolved().find(({ intent }) => intent.attempt === attempt)?.intent.request.provider;
    return providers.get(attempt) ?? known();
  };
  const tell = async (record: JournalRecord): Promise<void> => {
    const provider = providerOf(record);
    if (provider !== undefined) await accountOfProvider(provider)?.tell(record);
  };
  return {
    ...store,
    async reserve(intent, cap) {
      const reserved = await store.reserve(intent, cap);
      providers.set(intent.attempt, intent.request.provider);
      if (reserved.kind === 'reserved') await tell(intent);
      return reserved;
    },
    async adopt(intent, remote) {
      const adopted = await store.adopt(intent, remote);
      if (adopted) await tell({ type: 'resolved', attempt: intent.attempt, answer: 'adopted', remote });
      return adopted;
    },
    async append(record) {
      const telling = tell(record);
      await Promise.all([store.append(record), telling]);
    },
  };
}

/** Where a provider is asked now, and as whom. */
export async function askedNow(provider: KnownProvider, env: Environment): Promise<AskedAs> {
  const id = await accountOf(provider, env);
  return { address: provider.data.address, account: id && shortened(id) };
}

/** For journals, which may be public: enough to tell two keys of a person apart, and too little to try keys against. */
const shortened = (id: string): string => id.slice(0, 8);

class OpenAccount implements KnowingAccount {
  readonly id: string;
  readonly #provider: KnownProvider;
  readonly #store: Store;
  readonly #root: string | undefined;
  readonly #folder: AccountFolder | undefined;
  readonly #world: AtMachine;
  readonly #signal: AbortSignal;
  readonly #untold = new Map<string, string>();
  #noted: Promise<unknown> = Promise.resolve();
  /** Somebody's attempts are in it. */
  #hasRegister = false;
  #troubled = false;

  constructor(
    provider: KnownProvider,
    store: Store,
    place: { readonly id: string; readonly root?: string; readonly folder?: string },
    { signal, ...world }: AtMachine & { readonly signal: AbortSignal },
  ) {
    this.#provider = provider;
    this.#store = store;
    this.#world = world;
    this.#signal = signal;
    const onWait = (holder: string): void => this.#say(held(provider.data.name, holder));
    this.id = place.id;
    this.#root = place.root;
    this.#folder =
      place.folder === undefined
        ? undefined
        : accountFolder({
            ...{ folder: place.folder, files: world.files ?? nodeFiles, clock: world.clock, signal, onWait },
            holder: JSON.stringify({ pid, host: hostname() }),
          });
  }

  /** Tells what an earlier run could not, as before there were registers; it proves nothing. */
  async catchUp(): Promise<void> {
    const register = await this.#trying((folder) => folder.read());
    if (register === undefined) return;
    this.#hasRegister = register.attempts.length > 0;
    const { name, address } = this.#provider.data;
    const told = new Set(register.attempts.map(({ attempt }) => attempt));
    const ids = new Set(register.attempts.map(({ attempt, remote }) => `${attempt} ${remote}`));
    const since = this.#world.clock.now() - LONG_AGO;
    const open = this.#store.unresolved().filter(({ kind }) => kind === 'open');
    for (const known of [...this.#store.atProvider(name), ...open]) {
      const { intent } = known;
      const { attempt } = intent;
      const moved = relocatedSince(intent, { address, account: this.id });
      const isHere = intent.request.provider === name && moved === undefined;
      if (!isHere || !('since' in known) || known.since < since) continue;
      const remote = 'remote' in known ? known.remote : undefined;
      if (!told.has(attempt))
        this.#note({ type: 'intent', attempt, words: wordsOf(intent), late: true }, known.since);
      if (remote !== undefined && !ids.has(`${attempt} ${remote}`))
        this.#note({ type: 'has', attempt, remote });
    }
  }

  /** Resolves once others know of a submission; anything else need not be waited for. */
  async tell(record: JournalRecord): Promise<void> {
    switch (record.type) {
      case 'intent':
        return this.#tellIntent(record);
      case 'accepted':
        void this.#note({ type: 'has', attempt: record.attempt, remote: record.remote });
        return;
      case 'rejected':
        void this.#note({ type: 'over', attempt: record.attempt });
        return;
      case 'resolved':
        if (record.answer === 'adopted') {
          void this.#note({ type: 'has', attempt: record.attempt, remote: record.remote });
        } else if (record.answer !== 'abandoned') {
          void this.#note({ type: 'over', attempt: record.attempt });
        }
        return;
      default:
        return;
    }
  }

  async #tellIntent(intent: Intent): Promise<void> {
    const { attempt } = intent;
    const entry = { type: 'intent', attempt, words: wordsOf(intent) } as const;
    await this.#note(entry, undefined, (error) => {
      if (this.#hasRegister || !isNoPlace(error)) this.#untold.set(attempt, diskRefusal(error));
    });
  }

  untold(attempt: string): string | undefined {
    return this.#untold.get(attempt);
  }

  async others(attempt: string) {
    const register = await this.#trying((folder) => folder.read());
    return register?.proves(attempt) ? this.#others(register) : undefined;
  }

  async owns(remote: string): Promise<boolean | undefined> {
    const register = await this.#trying((folder) => folder.read());
    return register && this.#others(register).some((other) => other.remote === remote);
  }

  #others({ attempts }: Register): Others {
    return attempts.filter(({ attempt }) => !this.#store.hasAttempt(attempt));
  }

  async turn(model: string, apart: number): Promise<number> {
    return (await this.#trying((folder) => folder.turn(model, apart))) ?? 0;
  }

  pause(until: number): void {
    void this.#trying((folder) => folder.pause(until));
  }

  async end(): Promise<void> {
    const enough = new AbortController();
    await Promise.race([this.#noted, this.#world.clock.sleep(500, enough.signal)]);
    enough.abort();
  }

  #note(entry: RegisterEntry, at?: number, onFailure?: (error: unknown) => void): Promise<void> {
    const noted = this.#trying(async (folder) => {
      await folder.note(entry, at);
      this.#hasRegister = true;
    }, onFailure);
    this.#noted = noted;
    return noted;
  }

  /** Undefined if the register can't be read or written, which is told once. */
  async #trying<T>(
    work: (folder: AccountFolder) => Promise<T>,
    onFailure: (error: unknown) => void = () => undefined,
  ): Promise<T | undefined> {
    try {
      if (this.#folder) return await work(this.#folder);
      this.#trouble('no home folder is known');
    } catch (error) {
      // The run is stopping.
      if (error instanceof LockUnavailable && this.#signal.aborted) return undefined;
      onFailure(error);
      this.#trouble(`the folder ${this.#root} can't be used (${diskRefusal(error)})`);
    }
    return undefined;
  }

  #trouble(cause: string): void {
    if (this.#troubled) return;
    this.#troubled = true;
    this.#say(unshared(this.#provider.data.name, cause));
  }

  #say(diagnostic: Diagnostic): void {
    this.#world.emit({ type: 'notice', diagnostic });
  }
}

/** No folder can be there, for this project or any other. Anything else, such as a full disk, may pass. */
function isNoPlace(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return ['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'EPERM', 'EROFS'].some((one) => one === code);
}

export const unshared = (provider: string, cause: string): Diagnostic => ({
  severity: 'warning',
  code: 'account-unshared',
  ...says(
    say`What other projects do with the account at ${{ provider }} can't be known: ${{ cause }}.`,
    say`Set STORYCUT_STATE to a folder that can be written to. Until then, you are asked about any job that may be another project's.`,
  ),
});

/** `holder`: what the process that holds the lock wrote. */
export const held = (provider: string, holder: string): Diagnostic => ({
  severity: 'warning',
  code: 'account-held',
  ...says(
    say`Waiting for another process${holderText(holder)}, which holds the register of the account at ${{ provider }}.`,
    say`It is usually held for a few milliseconds: the process may be stopped. Let it continue, or end it.`,
  ),
});

function holderText(holder: string) {
  const pid = /"pid":(\d{1,10})/.exec(holder)?.[1];
  return pid === undefined ? say`` : say` (process ${{ pid }})`;
}
