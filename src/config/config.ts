import type { KnownProvider } from '../providers/kind.ts';

/** What one person has on one machine: providers, and folders that storyboards may use. */
export interface Config {
  readonly providers: readonly KnownProvider[];
  /** Absolute; each was there when the file was read. */
  readonly folders: readonly string[];
}

/** What `schemas/config.schema.json` lets through. */
export interface ConfigFile {
  readonly folders?: readonly string[];
  /** What else stands in an entry is for its kind of provider to read. */
  readonly providers?: Readonly<Record<string, { readonly kind?: string }>>;
}
