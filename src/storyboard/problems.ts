import type { Code } from '../core/codes.ts';
import type { Diagnostic, Place } from '../core/diagnostic.ts';
import { nearest } from '../core/nearest.ts';
import type { Said } from '../core/sentence.ts';
import type { Path, Places, WithinValue } from './places.ts';

/** What is wrong, and where: `part` narrows the place down to a key or to words within a value. */
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
  /** What else is wrong there, and is no mistake of its own. */
  readonly explains?: Path;
  /** Whether it is no mistake of its own, and not told. */
  readonly explained?: boolean;
  readonly segment?: string;
  readonly related?: { readonly message: string; readonly path: Path };
}

/** Collects problems as diagnostics with places. */
export class Problems {
  /** Names still to be guessed: a person reads no more, and each is compared with all the names there are. */
  #guesses = 100;
  readonly diagnostics: Diagnostic[];
  readonly #places: Places;
  /** Where there is an error already: a warning that is due to what mends it would only confuse. */
  readonly #wrong: ReadonlySet<string>;
  #untold: ReadonlySet<Code> = new Set();

  constructor(places: Places, before: readonly Diagnostic[] = []) {
    this.#places = places;
    this.diagnostics = [...before];
    this.#wrong = new Set(
      before.flatMap(({ severity, place }) => (place && severity === 'error' ? spotOf(place) : [])),
    );
  }

  /** Whether another name would be guessed. */
  get guesses(): boolean {
    return this.#guesses > 0;
  }

  /** The known name that a misspelt one most likely means. */
  guess(wrong: string, known: Iterable<string>): string | undefined {
    return this.#guesses-- > 0 ? nearest(wrong, known) : undefined;
  }

  /** From now on, leaves out problems with these codes: what is missing may be there, and could not be read. */
  leaveOut(codes: ReadonlySet<Code>): void {
    this.#untold = codes;
  }

  /** What stands in the file for the value at a path, where it is on one line. */
  textOf(path: Path): string | undefined {
    return this.#places.textOf(path);
  }

  add({ severity = 'error', code, path, part, message, help, params, segment, related }: Problem): void {
    if (this.#untold.has(code)) return;
    const place = path && this.#places.of(path, part);
    if (severity === 'warning' && place && this.#wrong.has(spotOf(place))) return;
    this.diagnostics.push({
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
