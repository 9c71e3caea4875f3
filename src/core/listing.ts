/** The first names of a long list, and how many are left out. */
export function shortList(
  names: readonly string[],
  most = 20,
): { readonly shown: readonly string[]; readonly more: number } {
  // Leaving out one name takes as much room as showing it.
  return names.length <= most + 1
    ? { shown: names, more: 0 }
    : { shown: names.slice(0, most), more: names.length - most };
}

/** Names in a sentence. Where there are more than `most`, it says how many are left out: `a, b, … and 40 more`. */
export function listing(names: readonly string[], most?: number): string {
  const { shown, more } = shortList(names, most);
  return more === 0 ? shown.join(', ') : `${shown.join(', ')}, … and ${more} more`;
}
