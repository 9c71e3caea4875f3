import type { Diagnostic } from '../core/diagnostic.ts';
import type { Storyboard } from '../storyboard/model.ts';

/**
 * What a storyboard asks of the cut that this version checks and plans but does not render. Said plainly,
 * so that nobody finds out by watching the film.
 */
export function notRenderedYet(storyboard: Storyboard): readonly Diagnostic[] {
  const soft = storyboard.segments.filter((segment) => segment.transition.type !== 'cut');
  const { audio, captions, outputs } = storyboard;
  const captioned = storyboard.segments.some((segment) => segment.caption !== undefined);
  const named = (ids: readonly { id: string }[]): string => ids.map(({ id }) => id).join(', ');
  const missing: readonly (string | false)[] = [
    soft.length > 0 &&
      `Transitions other than cut are not rendered yet: a hard cut stands in the middle of each (after ${named(soft)}).`,
    audio.music !== undefined && 'Music is not rendered yet: the film has the clips’ own sound.',
    audio.narration.length > 0 && 'Narration is not rendered yet: the film has the clips’ own sound.',
    audio.loudness !== undefined && 'Loudness is not levelled yet: the clips’ sound stays as it is.',
    captioned && captions.burn && 'Captions are not burned in yet.',
    captioned && captions.sidecar.length > 0 && 'Caption files are not written yet.',
    outputs.length > 1 && `Only the first of ${outputs.length} outputs is rendered yet.`,
  ];
  return missing
    .filter((message) => message !== false)
    .map((message) => ({ severity: 'warning', code: 'not-rendered-yet', message }));
}
