/** Under which names of storyboards the journal knows one film: each name by itself, until it says that some are the same. */
export class SameFilm {
  readonly #films = new Map<string, ReadonlySet<string>>();
  readonly #known = new Set<string>();
  readonly #gone = new Set<string>();

  /** Something was recorded under this name. */
  use(storyboard: string): void {
    this.#known.add(storyboard);
    this.#gone.delete(storyboard);
  }

  /** `gone`: those whose storyboards have another name now. */
  unite(storyboards: readonly string[], gone: readonly string[]): void {
    const all = new Set(storyboards.flatMap((name) => [...this.namesOf(name)]));
    for (const name of all) this.#films.set(name, all);
    for (const name of gone) this.#gone.add(name);
  }

  /** Its own name first. */
  namesOf(storyboard: string): ReadonlySet<string> {
    return new Set([storyboard, ...(this.#films.get(storyboard) ?? [])]);
  }

  knows(storyboard: string): boolean {
    return this.#known.has(storyboard);
  }

  /** Whether something was recorded under this name since its storyboard was last said to be gone. */
  isInUse(storyboard: string): boolean {
    return this.knows(storyboard) && !this.#gone.has(storyboard);
  }
}
