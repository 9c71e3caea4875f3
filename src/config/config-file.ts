import type { DialectName } from '../providers/videos-api/dialect.ts';

/** What `schemas/config.schema.json` lets through. */
export interface ConfigFile {
  readonly folders?: readonly string[];
  readonly providers?: Readonly<Record<string, ProviderEntry>>;
}

export interface ProviderEntry {
  readonly dialect: DialectName;
  readonly 'base-url': string;
  readonly key?: { readonly env: string } | { readonly file: string };
  readonly 'default-model'?: string;
  /** Seconds. */
  readonly 'poll-every'?: number;
  readonly models: Readonly<Record<string, ModelEntry>>;
}

export interface ModelEntry {
  readonly like?: string;
  readonly lengths?: LengthsEntry;
  readonly sizes?: readonly string[] | { readonly min: number; readonly max: number };
  readonly extend?:
    | 'last-frame'
    | 'none'
    | { readonly lengths: LengthsEntry; readonly most: number; readonly longest: number };
  readonly edit?: boolean;
  readonly fps?: 'any' | number;
  readonly 'first-frame'?: 'none' | 'any' | 'sized';
  readonly references?: number;
  readonly characters?: number;
  readonly audio?: boolean;
  readonly options?: readonly string[];
  readonly 'prompt-limit'?: number;
  readonly price?: 'free' | number | Readonly<Record<string, number>>;
  readonly 'requests-per-minute'?: number;
  readonly concurrency?: number;
  readonly pace?: { readonly base: number; readonly 'per-second': number };
  readonly 'end-of-life'?: { readonly date: string; readonly note?: string };
}

export type LengthsEntry =
  | readonly number[]
  | { readonly min: number; readonly max: number; readonly step?: number };
