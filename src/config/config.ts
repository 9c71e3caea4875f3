import type { ProviderData } from '../providers/capabilities.ts';
import type { DialectName } from '../providers/videos-api/dialect.ts';

/** What one person has on one machine: servers with keys, and folders that storyboards may use. */
export interface Config {
  readonly providers: readonly ConfiguredProvider[];
  /** Absolute; each was there when the file was read. */
  readonly folders: readonly string[];
}

/** A provider that is a server. */
export interface ConfiguredProvider {
  readonly data: ProviderData;
  readonly dialect: DialectName;
  readonly baseUrl: string;
  readonly key: KeyPlace;
  /** Milliseconds between polls of a job, where it is not the usual. */
  readonly pollEvery?: number;
}

/** Where a key is, never the key itself. */
export type KeyPlace =
  | { readonly kind: 'env'; readonly name: string }
  /** Absolute. */
  | { readonly kind: 'file'; readonly path: string }
  /** The server wants none. */
  | { readonly kind: 'none' };

export type Environment = Readonly<Record<string, string | undefined>>;
