/** In characters: no name is longer, and the search takes as long as the square of the length. */
const longestName = 300;

/** Of fewer letters, too many names begin with them by chance. */
const shortestBeginning = 3;

/**
 * The known name most similar to a misspelt one, or undefined if none is close: at most a third of its letters (at
 * least one) wrong, missing, extra or swapped; or else the shortest name that continues it after a digit or mark, as
 * `sora-2` continues `sora`.
 */
export function nearest(wrong: string, known: Iterable<string>): string | undefined {
  if (wrong.length > longestName) return undefined;
  const names = [...known];
  return misspelt(wrong, names) ?? continued(wrong, names);
}

function continued(wrong: string, known: readonly string[]): string | undefined {
  if (wrong.length < shortestBeginning) return undefined;
  const word = wrong.toLowerCase();
  return known
    .filter((name) => name.toLowerCase().startsWith(word) && /^\P{L}/u.test(name.slice(word.length)))
    .reduce<string | undefined>(
      (best, name) => (best && best.length <= name.length ? best : name),
      undefined,
    );
}

function misspelt(wrong: string, known: Iterable<string>): string | undefined {
  const word = wrong.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const name of known) {
    if (Math.abs(name.length - word.length) >= least) continue;
    const distance = editDistance(word, name.toLowerCase());
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** Optimal string alignment: insertions, deletions, substitutions, swaps of neighbours. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        at(row, j - 1) + 1,
        at(previous, j) + 1,
        at(previous, j - 1) + (same ? 0 : 1),
        swapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [before, previous] = [previous, row];
  }
  return at(previous, b.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;
