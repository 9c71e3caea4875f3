import { hashOf } from '../core/canonical.ts';
import { unreachable } from '../core/result.ts';
import type { Footage } from '../planner/plan.ts';
import { showsOf } from '../planner/shows.ts';

/** What identifies a piece's footage: its bytes, or a card's text and colours. */
export function footageKey(footage: Footage): string {
  switch (footage.kind) {
    case 'clip':
      return footage.clip ?? `missing ${footage.fingerprint}`;
    case 'file':
      return footage.file.sha256;
    case 'still':
    case 'card':
      return hashOf(showsOf(footage));
    default:
      return unreachable(footage);
  }
}
