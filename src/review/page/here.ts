import type { Counterpart } from './counterpart.ts';

let known: Counterpart | undefined;

/** Set once, before anything is drawn. */
export function setCounterpart(counterpart: Counterpart): void {
  known = counterpart;
}

export function counterpart(): Counterpart {
  if (!known) throw new Error('the page has no film yet');
  return known;
}
