import type { KnownProvider } from '../providers/kind.ts';

/** The user's providers on this machine, and folders that storyboards may use. */
export interface Config {
  readonly providers: readonly KnownProvider[];
  /** Absolute; each existed when the file was read. */
  readonly folders: readonly string[];
}

/** What `schemas/config.schema.json` allows. */
export interface ConfigFile {
  readonly folders?: readonly string[];
  /** The rest of an entry is read by its kind of provider. */
  readonly providers?: Readonly<Record<string, { readonly kind?: string }>>;
}
