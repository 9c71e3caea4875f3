/** Of several things that a text may speak of, the one that it speaks of first. */
export function firstNamed<T extends { readonly words: RegExp }>(
  things: readonly T[],
  text: string,
): T | undefined {
  const found = things
    .map((thing) => ({ thing, at: text.search(thing.words) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  return found[0]?.thing;
}
