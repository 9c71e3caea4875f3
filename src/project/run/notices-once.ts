import { canonicalJson } from '../../core/canonical.ts';
import type { World } from '../machine/world.ts';

/** What is wrong with the footage or the words is wrong in every output: it is told of the first. */
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
