import type { Footage } from './plan.ts';

/** Whether its pictures are laid out as `layoutOf` says, with words of their own. */
export const isStandIn = (footage: Footage): boolean =>
  footage.kind === 'clip' && footage.standIn !== undefined;
