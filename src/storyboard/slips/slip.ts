import type { Code } from '../../core/codes.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Said } from '../../core/sentence.ts';
import type { Edit } from '../edit.ts';
import type { KeyMap } from '../key-map.ts';
import { placeAt, type SourceText } from '../source.ts';

/** Something in a text that its author cannot have meant: what it is, where, and what mends it. */
export interface Slip extends Said {
  readonly code?: Code;
  readonly start: number;
  readonly end: number;
  /** What the help advises. */
  readonly edits: readonly Edit[];
}

/** Where the YAML parser could not go on, and its own words and code for it. */
export interface Stumble {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** Where the last text before it begins. */
  readonly lastText?: number;
}

/** A text that the parser stumbled over. */
export interface Stumbled {
  readonly source: SourceText;
  readonly stumble: Stumble;
  readonly keys: KeyMap;
}

/** Finds what may have made the parser stumble, likeliest first. A guess may be wrong: each is tried. */
export type Detect = (stumbled: Stumbled) => readonly Slip[];

/** A slip as it is told. */
export const slipDiagnostic = (
  source: SourceText,
  { code = 'yaml-syntax', start, end, edits: _, ...said }: Slip,
): Diagnostic => ({
  severity: 'error',
  code,
  ...said,
  place: placeAt(source, start, end),
});
