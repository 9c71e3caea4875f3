import type { Diagnostic } from '../core/diagnostic.ts';
import { ok, type Result } from '../core/result.ts';
import { edited } from './edit.ts';
import type { KeyMap } from './key-map.ts';
import { parseYaml, type Unparsed } from './parse-yaml.ts';
import { readPlain } from './plain/read-plain.ts';
import { findSlip, longestSearched } from './slips/find-slip.ts';
import { type Slip, type Stumble, slipDiagnostic } from './slips/slip.ts';
import { lineOf, type SourceText } from './source.ts';
import type { Tree } from './tree.ts';

/** A YAML text as data, as far as it can be read. */
export interface Read {
  /** The text, with its slips fixed; its places are those of the original. */
  readonly source: SourceText;
  /** Absent if the rest of the text can't be read. */
  readonly tree?: Tree;
  readonly diagnostics: readonly Diagnostic[];
}

/** A text with more slips is not YAML. */
const mostSlips = 30;

/** Characters that are parsed, in all, while trying fixes: about two seconds. */
const mostTried = 4_000_000;

/**
 * Reads a YAML text. Each slip in it is reported, and fixed in a copy that is read instead: so what comes after it
 * is checked in the same run, and advice is given only if it helps.
 */
export function readTree(original: SourceText, keys: KeyMap): Read {
  const diagnostics: Diagnostic[] = [];
  let source = original;
  let parsed = parse(source);
  let tried = 0;
  const tell = (slip: Slip): void => {
    diagnostics.push(slipDiagnostic(source, slip));
  };
  while (diagnostics.length < mostSlips) {
    if (parsed.ok) {
      const { slips } = parsed.value;
      for (const slip of slips) tell(slip);
      tried += source.text.length;
      if (slips.length === 0 || tried > mostTried || source.text.length > longestSearched) break;
      source = edited(
        source,
        slips.flatMap(({ edits }) => edits),
      );
      parsed = parse(source);
      continue;
    }
    if (parsed.error.kind === 'refused') {
      diagnostics.push(parsed.error.diagnostic);
      break;
    }
    const { stumble } = parsed.error;
    let mended: { source: SourceText; parsed: Result<Tree, Unparsed> } | undefined;
    const slip = findSlip({ source, stumble, keys }, (guess) => {
      tried += source.text.length;
      if (tried > mostTried) return false;
      const next = edited(source, guess.edits);
      const outcome = parse(next);
      if (!outcome.ok && !isFurther(outcome.error, next, guess, stumble)) return false;
      mended = { source: next, parsed: outcome };
      return true;
    });
    tell(slip);
    if (!mended) break;
    ({ source, parsed } = mended);
  }
  return { source, diagnostics, ...(parsed.ok && { tree: parsed.value }) };
}

/** By the quick reader, or by the parser where there is more to YAML than that one knows. */
function parse(source: SourceText): Result<Tree, Unparsed> {
  const root = readPlain(source.text);
  return root === undefined ? parseYaml(source) : ok({ root, diagnostics: [], slips: [], whole: true });
}

/** Whether the parser now fails on a later line than before, and than the fix. */
function isFurther(error: Unparsed, { before }: SourceText, { edits }: Slip, stumble: Stumble): boolean {
  if (error.kind === 'refused' || !before) return false;
  const line = (at: number): number => lineOf(before.source, at);
  // An open quote is noticed only at the end of the file.
  const noticed = stumble.lastText === undefined ? stumble.start : 0;
  const passed = Math.max(line(noticed), ...edits.map(({ end }) => line(end)));
  return line(before.offsetOf(error.stumble.start)) > passed;
}
