/** Names in a sentence. Where there are more than `most`, it says how many are left out: `a, b, … and 40 more`. */
export function listing(names: readonly string[], most = 20): string {
  // To leave out one name takes as much room as to tell it.
  if (names.length <= most + 1) return names.join(', ');
  return `${names.slice(0, most).join(', ')}, … and ${names.length - most} more`;
}
