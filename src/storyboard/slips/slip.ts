import type { Code } from '../../core/codes.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Said } from '../../core/sentence.ts';
import type { Edit } from '../edit.ts';
import type { KeyMap } from '../key-map.ts';
import { placeAt, type SourceText } from '../source.ts';

/** Something in a text that its author cannot have meant: what it is, where it is, and how to fix it. */
export interface Slip extends Said {
  readonly code?: Code;
  readonly start: number;
  readonly end: number;
  /** The edits that the help advises. */
  readonly edits: readonly Edit[];
}

/** Where the YAML parser failed, with its own message and code. */
export interface Stumble {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** Start of the last text before it. */
  readonly lastText?: number;
}

/** A text that the parser could not read. */
export interface Stumbled {
  readonly source: SourceText;
  readonly stumble: Stumble;
  readonly keys: KeyMap;
}

/** Finds what may have made the parser fail, likeliest first. Guesses may be wrong, so each is tried. */
export type Detect = (stumbled: Stumbled) => readonly Slip[];

/** A slip as a diagnostic. */
export const slipDiagnostic = (
  source: SourceText,
  { code = 'yaml-syntax', start, end, edits: _, ...said }: Slip,
): Diagnostic => ({
  severity: 'error',
  code,
  ...said,
  place: placeAt(source, start, end),
});
