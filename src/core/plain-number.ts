/**
 * A number as people write one: digits, with a point before the fraction. Undefined for what JavaScript reads as a number besides:
 * `0x10` is nobody's sixteen dollars, and `1e3` more likely a slip than a thousand.
 */
export function plainNumber(text: string): number | undefined {
  const plain = text.trim();
  return /^-?(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined;
}
