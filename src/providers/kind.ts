import type { Code } from '../core/codes.ts';
import type { Diagnostic, Params } from '../core/diagnostic.ts';
import type { Clock, Environment } from '../core/ports.ts';
import type { Result } from '../core/result.ts';
import type { Tools } from '../media/tools.ts';
import type { Capabilities, ProviderData } from './capabilities.ts';
import type { KeyPlace } from './key.ts';
import type { Failure, Provider } from './provider.ts';
import type { WebhookReader } from './webhook.ts';

/**
 * What providers of one sort have in common. Nothing outside a kind's folder knows which kinds there are: the built-in
 * ones are in `kinds.ts`, and a program passes more to `machine`.
 */
export interface ProviderKind {
  /** Its name under `kind` in an entry of the config file. */
  readonly name: string;
  /** Its providers that need no entry in the config file. Contacts nobody. */
  unconfigured?(env: Environment): readonly KnownProvider[];
  /** Reads entries of the config file. Without it, no entry can describe a provider of this kind. */
  entries?(): Promise<EntryReader>;
}

/** A provider that can be planned for, and opened. */
export interface KnownProvider {
  /** `data.unavailable` says why it can't be used, if that is known without contacting anybody. */
  readonly data: ProviderData;
  /** Where each of its keys is. They are read only when it is opened, and are never shown. */
  readonly keys?: Readonly<Record<string, KeyPlace>>;
  /** For stand-in footage: the same provider, with a rehearsal of each of these models of the others. */
  rehearsing?(models: readonly Capabilities[]): KnownProvider;
  /** For a service that tells of its models itself. */
  readonly list?: ServiceList;
  /** For one that calls when a job has ended. */
  readonly webhook?: WebhookReader;
  /** Makes it ready for use. Contacts nobody. */
  open(opening: Opening): Promise<Omit<Provider, 'data'>>;
}

/** What a service tells of its own models: it is read only when somebody asks for that, and kept until then. */
export interface ServiceList {
  /** One request, with the key if there is one. The answer is JSON. */
  read(asking: Pick<Opening, 'keys' | 'clock'>, signal: AbortSignal): Promise<Result<unknown, Failure>>;
  /** The provider with the models that a list tells of: the list is untrusted. */
  known(list: unknown, read: Date): KnownProvider;
}

/** What a provider is opened with. */
export interface Opening {
  /** The values of its keys, by the same names. */
  readonly keys: Readonly<Record<string, string>>;
  readonly clock: Clock;
  /** The ffmpeg of this machine, for providers that work here. */
  readonly tools: Tools;
  /** A folder of its own next to the film's journal: an absolute path, not created yet. */
  readonly folder: string;
  /** The address that it may be told to call when a job has ended. */
  readonly webhook?: string;
}

export interface EntryReader {
  /**
   * JSON Schema (draft-07) of an entry, without `kind`; if absent, an entry may contain anything. `#/definitions/key` says
   * where a key is. A built-in kind has it in `entry.schema.json`, from which `schemas/config.schema.json` is made.
   */
  readonly schema?: Readonly<Record<string, unknown>>;
  read(entry: ConfigEntry): ReadEntry;
}

/** An entry of the config file. */
export interface ConfigEntry {
  /** The provider's name. */
  readonly name: string;
  /** Its content, which fits the schema. */
  readonly entry: unknown;
  /** Models of this kind's providers that need no entry: an entry's model may be like one of them. */
  readonly known?: readonly Capabilities[];
  /** Absolute path of a file that the entry names: relative to the config file, `~` being the home folder. */
  pathOf(named: string): string;
}

export interface ReadEntry {
  /** May be absent only if a problem is an error. */
  readonly provider?: KnownProvider;
  readonly problems: readonly EntryProblem[];
}

/** What is wrong with an entry, and where. */
export interface EntryProblem {
  /** An error unless it says otherwise. */
  readonly severity?: Diagnostic['severity'];
  readonly code: Code;
  /** Keys and list positions (from 0), starting at the entry. Empty: the entry itself. */
  readonly path: readonly (string | number)[];
  /** It is about the key, not its value. */
  readonly part?: 'key';
  readonly message: string;
  readonly help?: string;
  /** The values that both name. */
  readonly params?: Params;
}
