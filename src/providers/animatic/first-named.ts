/** The first of several things that a text mentions. */
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
