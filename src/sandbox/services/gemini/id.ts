/** Digits as an id of Google's. */
export const idOf = (digits: string): string => `v1_${digits}`;
