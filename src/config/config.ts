import type { KnownProvider } from '../providers/kind.ts';

/** Where several machines keep the ledger of some projects. */
export interface StudioSettings {
  /** `postgres://…`, without a password. */
  readonly ledger: string;
  /** The folder of the clips, which all machines see; absolute. */
  readonly clips: string;
  /** The folders of its projects on this machine, by name; absolute. */
  readonly projects: Readonly<Record<string, string>>;
  /** How providers tell of jobs that have ended. */
  readonly webhooks?: {
    /** What they are told to call; each is told a path of its own there. Without a slash at its end. */
    readonly url?: string;
    /** Where this machine's worker listens: `HOST:PORT`. */
    readonly listen?: string;
  };
}

/** The user's providers on this machine, and folders that storyboards may use. */
export interface Config {
  readonly providers: readonly KnownProvider[];
  /** Absolute; each existed when the file was read. */
  readonly folders: readonly string[];
  readonly studio?: StudioSettings;
}

/** What `schemas/config.schema.json` allows. */
export interface ConfigFile {
  readonly folders?: readonly string[];
  readonly studio?: StudioSettings;
  /** The rest of an entry is read by its kind of provider. */
  readonly providers?: Readonly<Record<string, { readonly kind?: string }>>;
}
