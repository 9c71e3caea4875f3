/** What `schemas/config.schema.json` lets through. */
export interface ConfigFile {
  readonly folders?: readonly string[];
  /** What else stands in an entry is for its kind of provider to read. */
  readonly providers?: Readonly<Record<string, { readonly kind?: string }>>;
}
