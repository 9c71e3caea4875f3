import { canonicalJson } from '../../core/canonical.ts';
import type { World } from '../machine/world.ts';

/** A problem of the footage or the words is the same in every output: it is reported for the first. */
export function noticesOnce(world: World): World {
  const told = new Set<string>();
  return {
    ...world,
    emit(event) {
      if (event.type === 'notice') {
        const notice = canonicalJson(event.diagnostic);
        if (told.has(notice)) return;
        told.add(notice);
      }
      world.emit(event);
    },
  };
}
