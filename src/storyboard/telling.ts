import type { Diagnostic } from '../core/diagnostic.ts';
import { say, says } from '../core/sentence.ts';
import { grouped } from './wording.ts';

/** Nobody reads more errors, or more warnings, of one file; a hostile one has a million. */
export const mostTold = 1000;

/** Collects the diagnostics of a file up to a bound, beyond which it says only that there are more. */
export class Telling {
  readonly #diagnostics: Diagnostic[] = [];
  #errors = 0;
  #others = 0;

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  add(diagnostic: Diagnostic): void {
    const isError = diagnostic.severity === 'error';
    const count = isError ? ++this.#errors : ++this.#others;
    if (count <= mostTold) this.#diagnostics.push(diagnostic);
    else if (count === mostTold + 1) this.#diagnostics.push(more(isError));
  }
}

const more = (areErrors: boolean): Diagnostic => ({
  severity: areErrors ? 'error' : 'note',
  code: 'too-many-problems',
  ...says(
    say`This file has more than ${grouped('most', mostTold)} ${areErrors ? 'errors' : 'warnings'}; the others are not listed.`,
    say`Fix the first ones, and check it again: others may follow from them.`,
  ),
});
