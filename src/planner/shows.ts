import { unreachable } from '../core/result.ts';
import type { Behind } from '../storyboard/model.ts';
import type { Footage } from './plan.ts';

/** What footage shows, whatever its files are called and wherever they are. */
export function showsOf(footage: Exclude<Footage, { kind: 'clip' }>): unknown {
  switch (footage.kind) {
    case 'file':
      return { file: footage.file.sha256 };
    case 'still':
      return behindShows(footage);
    case 'card': {
      const { behind, ...card } = footage.card;
      return behind ? { ...card, behind: behindShows(behind) } : card;
    }
    default:
      return unreachable(footage);
  }
}

const behindShows = (behind: Behind): unknown =>
  behind.kind === 'file'
    ? { file: behind.file.sha256, from: behind.from }
    : { still: behind.image.sha256, move: behind.move };
