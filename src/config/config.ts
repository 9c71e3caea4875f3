import type { KnownProvider } from '../providers/kind.ts';

/** Where several machines keep the ledger of some projects. */
export interface StudioSettings {
  /** `postgres://…`, without a password. */
  readonly ledger: string;
  readonly clips: ClipsFolder | ClipsBucket;
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

/** A folder that all machines see; absolute. */
export interface ClipsFolder {
  readonly kind: 'folder';
  readonly folder: string;
}

/** A bucket of a server that speaks S3's protocol. */
export interface ClipsBucket {
  readonly kind: 'bucket';
  readonly bucket: string;
  /** What keys begin with, before a slash; `''`: nothing. */
  readonly prefix: string;
  /** `https://…`; absent: AWS. */
  readonly endpoint?: string;
  readonly region?: string;
}

/** As people know it. */
export const clipsNamed = (clips: StudioSettings['clips']): string =>
  clips.kind === 'folder' ? clips.folder : `s3://${clips.bucket}${clips.prefix && `/${clips.prefix}`}`;

/** `studio`, as the file has it. */
export interface StudioEntry extends Omit<StudioSettings, 'clips'> {
  readonly clips: string | { readonly bucket: string; readonly endpoint?: string; readonly region?: string };
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
  readonly studio?: StudioEntry;
  /** The rest of an entry is read by its kind of provider. */
  readonly providers?: Readonly<Record<string, { readonly kind?: string }>>;
}
