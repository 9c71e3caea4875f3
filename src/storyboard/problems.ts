import type { Code } from '../core/codes.ts';
import type { Diagnostic, Place } from '../core/diagnostic.ts';
import { nearest } from '../core/nearest.ts';
import type { Said } from '../core/sentence.ts';
import type { Path, Places, WithinValue } from './places.ts';
import { Telling } from './telling.ts';

/** A problem and its place: `part` narrows the place down to a key or to words within a value. */
export interface Problem extends Said {
  readonly severity?: Diagnostic['severity'];
  readonly code: Code;
  /** Absent for what is not in the file. */
  readonly path?: Path;
  readonly part?: WithinValue;
  /** The known key that an unknown one most likely means. */
  readonly guess?: string | undefined;
  /** The key that is missing. */
  readonly lacks?: string;
  /** Another problem there that follows from this one. */
  readonly explains?: Path;
  /** Whether it follows from another problem, and is not reported. */
  readonly explained?: boolean;
  readonly segment?: string;
  readonly related?: { readonly message: string; readonly path: Path };
}

/** Collects problems as diagnostics with places. */
export class Problems {
  /** Number of names still to be guessed: nobody reads more, and each is compared with all known names. */
  #guesses = 100;
  readonly #told = new Telling();
  readonly #places: Places;
  /** Places that have an error already: a warning about the same thing would only confuse. */
  readonly #wrong: ReadonlySet<string>;
  #untold: ReadonlySet<Code> = new Set();

  constructor(places: Places, before: readonly Diagnostic[] = []) {
    this.#places = places;
    for (const diagnostic of before) this.#told.add(diagnostic);
    this.#wrong = new Set(
      before.flatMap(({ severity, place }) => (place && severity === 'error' ? spotOf(place) : [])),
    );
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#told.diagnostics;
  }

  /** Whether another name would be guessed. */
  get guesses(): boolean {
    return this.#guesses > 0;
  }

  /** The known name that a misspelt name most likely means. */
  guess(wrong: string, known: Iterable<string>): string | undefined {
    return this.#guesses-- > 0 ? nearest(wrong, known) : undefined;
  }

  /** From now on, ignores problems with these codes: what seems missing may be there, but could not be read. */
  leaveOut(codes: ReadonlySet<Code>): void {
    this.#untold = codes;
  }

  /** The text in the file of the value at a path, if it is on one line. */
  textOf(path: Path): string | undefined {
    return this.#places.textOf(path);
  }

  add({ severity = 'error', code, path, part, message, help, params, segment, related }: Problem): void {
    if (this.#untold.has(code)) return;
    const place = path && this.#places.of(path, part);
    if (severity === 'warning' && place && this.#wrong.has(spotOf(place))) return;
    this.#told.add({
      severity,
      code,
      message,
      ...(place && { place }),
      ...(help !== undefined && { help }),
      ...(params && { params }),
      ...(segment !== undefined && { segment }),
      ...(related && { related: [{ message: related.message, place: this.#places.of(related.path) }] }),
    });
  }
}

const spotOf = ({ line, column }: Place): string => `${line}:${column}`;
