import type { Code } from './codes.ts';

/** A range in a text file. Lines and columns count from 1, columns in UTF-16 units; `end` is exclusive. */
export interface Place {
  /** As the user named it, or relative to the working folder. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The whole source line at `line`, shortened by whoever prints it. */
  readonly source: string;
}

/** The values that a text was made of, by name: programs read these, people the text. */
export type Params = Readonly<Record<string, string | number | readonly (string | number)[]>>;

/**
 * One thing a person should know, as data: the text is made at the edge (`report/`).
 * - `error`: this storyboard, environment or segment can't go on.
 * - `warning`: it goes on, perhaps not as meant.
 * - `note`: worth knowing.
 */
export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'note';
  readonly code: Code;
  /** One sentence: what is wrong and why. Plain text, may hold untrusted words. */
  readonly message: string;
  readonly place?: Place;
  /** How to mend it, as one sentence. */
  readonly help?: string;
  readonly segment?: string;
  /** The values that `message` and `help` name, so that programs need not parse them: `docs/errors.md` lists them by code. */
  readonly params?: Params;
  readonly related?: readonly { readonly message: string; readonly place: Place }[];
}

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some((d) => d.severity === 'error');
