/** `$1.20`. */
export const dollars = (amount: number): string => `$${amount.toFixed(2)}`;
