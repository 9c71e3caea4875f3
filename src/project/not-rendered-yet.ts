import type { Diagnostic } from '../core/diagnostic.ts';
import type { Storyboard } from '../storyboard/model.ts';

/**
 * What a storyboard asks of the cut that this version checks and plans but does not render. Said plainly,
 * so that nobody finds out by watching the film.
 */
export function notRenderedYet(storyboard: Storyboard): readonly Diagnostic[] {
  const soft = storyboard.segments.filter((segment) => segment.transition.type !== 'cut');
  const captioned = storyboard.segments.some((segment) => segment.caption !== undefined);
  const missing: readonly (string | false)[] = [
    soft.length > 0 &&
      `transitions other than cut (a hard cut stands in the middle of each, after ${named(soft)})`,
    captioned && storyboard.captions.burn && 'burned-in captions',
  ];
  const asked = missing.filter((one) => one !== false);
  if (asked.length === 0) return [];
  return [
    {
      severity: 'warning',
      code: 'not-rendered-yet',
      message: `This version checks but does not render yet: ${asked.join('; ')}.`,
    },
  ];
}

/** A long film has thousands of transitions: the first few say enough. */
function named(segments: readonly { readonly id: string }[]): string {
  const shown = segments.slice(0, 8).map(({ id }) => id);
  const more = segments.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
