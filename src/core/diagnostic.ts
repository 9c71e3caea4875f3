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

/** The values in a text, by name: programs read these, people read the text. */
export type Params = Readonly<Record<string, string | number | readonly (string | number)[]>>;

/**
 * One thing that a person should know, as data; `report/` turns it into text. `error`: this storyboard, environment or
 * segment can't continue. `warning`: it continues, perhaps not as meant. `note`: worth knowing.
 */
export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'note';
  readonly code: Code;
  /** One sentence: what is wrong and why. Plain text; may contain untrusted words. */
  readonly message: string;
  readonly place?: Place;
  /** How to fix it, as one sentence. */
  readonly help?: string;
  readonly segment?: string;
  /** The values that `message` and `help` name, so that programs need not parse them: `docs/errors.md` lists them by code. */
  readonly params?: Params;
  readonly related?: readonly { readonly message: string; readonly place: Place }[];
}

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some((d) => d.severity === 'error');
