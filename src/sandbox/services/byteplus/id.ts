/** Digits as an id of BytePlus. */
export const idOf = (digits: string): string => `cgt-${digits}`;
