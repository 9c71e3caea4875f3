/** From one index to another, exclusive. */
export interface Indexes {
  readonly from: number;
  readonly to: number;
}

/** The longest ranges in which `is` holds, of indexes `from` to `to`. */
export function rangesWhere(is: (index: number) => boolean, { from, to }: Indexes): readonly Indexes[] {
  const ranges: Indexes[] = [];
  let begin: number | undefined;
  for (let i = from; i <= to; i++) {
    if (i < to && is(i)) begin ??= i;
    else if (begin !== undefined) {
      ranges.push({ from: begin, to: i });
      begin = undefined;
    }
  }
  return ranges;
}

export function mean(
  values: ArrayLike<number>,
  { from, to }: Indexes = { from: 0, to: values.length },
): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i] ?? 0;
  return to > from ? sum / (to - from) : 0;
}

/** As figures are shown and kept. */
export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));
