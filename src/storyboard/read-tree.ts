import type { Diagnostic } from '../core/diagnostic.ts';
import type { Result } from '../core/result.ts';
import { edited } from './edit.ts';
import type { KeyMap } from './key-map.ts';
import { parseYaml, type Unparsed } from './parse-yaml.ts';
import { findSlip } from './slips/find-slip.ts';
import { type Slip, type Stumble, slipDiagnostic } from './slips/slip.ts';
import { lineOf, type SourceText } from './source.ts';
import type { Tree } from './tree.ts';

/** A YAML text as data, as far as it can be read. */
export interface Read {
  /** As it was, or with its slips mended; its places are those of the text as it was. */
  readonly source: SourceText;
  /** Absent where the rest of the text can't be made out. */
  readonly tree?: Tree;
  readonly diagnostics: readonly Diagnostic[];
}

/** More slips come from a text of another kind. */
const mostSlips = 30;

/** Characters that are parsed, in all, to find out what mends a text: about two seconds. */
const mostTried = 4_000_000;

/**
 * Reads a YAML text. Each slip in it is told, and mended in a copy that is read instead: so that what comes
 * after it is checked in the same go, and so that no advice is given that would not help.
 */
export function readTree(original: SourceText, keys: KeyMap): Read {
  const diagnostics: Diagnostic[] = [];
  let source = original;
  let parsed = parseYaml(source);
  let tried = 0;
  const tell = (slip: Slip): void => {
    diagnostics.push(slipDiagnostic(source, slip));
  };
  while (diagnostics.length < mostSlips) {
    if (parsed.ok) {
      const { slips } = parsed.value;
      for (const slip of slips) tell(slip);
      tried += source.text.length;
      if (slips.length === 0 || tried > mostTried) break;
      source = edited(
        source,
        slips.flatMap(({ edits }) => edits),
      );
      parsed = parseYaml(source);
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
      const outcome = parseYaml(next);
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

/** Whether the parser now stumbles on a later line than it did, and than was mended. */
function isFurther(error: Unparsed, { before }: SourceText, { edits }: Slip, stumble: Stumble): boolean {
  if (error.kind === 'refused' || !before) return false;
  const line = (at: number): number => lineOf(before.source, at);
  // An open quote is noticed at the end of the file.
  const noticed = stumble.lastText === undefined ? stumble.start : 0;
  const passed = Math.max(line(noticed), ...edits.map(({ end }) => line(end)));
  return line(before.offsetOf(error.stumble.start)) > passed;
}
