import type { KeyEntry } from '../key-entry.ts';
import type { DialectName } from './dialect.ts';

/** An entry of the config file that fits `entry.schema.json`. */
export interface ServerEntry {
  readonly dialect: DialectName;
  readonly 'base-url': string;
  readonly key?: KeyEntry;
  readonly 'default-model'?: string;
  /** Seconds. */
  readonly 'poll-every'?: number;
  /** Seconds. */
  readonly 'listed-within'?: number;
  readonly failures?: 'free' | 'charged';
  /** As in `usage.cost`, in US dollars. */
  readonly 'charged-at'?: string;
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
  readonly 'last-frame'?: 'none' | 'any' | 'sized' | 'any-with-first' | 'sized-with-first';
  readonly references?: number;
  readonly characters?: number;
  readonly audio?: boolean | 'choice';
  /** Names, or what values each takes. */
  readonly options?: readonly string[] | Readonly<Record<string, OptionEntry>>;
  readonly 'prompt-limit'?: number;
  readonly price?: 'free' | 'unknown' | number | Readonly<Record<string, number>>;
  readonly 'requests-per-minute'?: number;
  readonly concurrency?: number;
  readonly pace?: { readonly base: number; readonly 'per-second': number };
  readonly 'end-of-life'?: { readonly date: string; readonly note?: string };
}

/** A list: the choices. An object: numbers. */
export type OptionEntry =
  | 'text'
  | 'switch'
  | 'number'
  | 'any'
  | readonly string[]
  | { readonly min?: number; readonly max?: number; readonly whole?: boolean };

export type LengthsEntry =
  | readonly number[]
  | { readonly min: number; readonly max: number; readonly step?: number };
