import type { KnownProvider } from '../providers/kind.ts';

/** What one person has on one machine: providers, and folders that storyboards may use. */
export interface Config {
  readonly providers: readonly KnownProvider[];
  /** Absolute; each was there when the file was read. */
  readonly folders: readonly string[];
}
