import { say, says } from '../../core/sentence.ts';
import type { Platform } from '../../storyboard/model.ts';
import type { Findings } from '../findings.ts';
import { inSeconds } from '../models/lengths.ts';
import type { Timeline } from '../plan.ts';

/** Reports a film that is longer than where it will be shown takes it. */
export function checkPlatform(
  { name, place, longest = Number.POSITIVE_INFINITY }: Platform,
  { frames, fps }: Timeline,
  findings: Findings,
): void {
  // Half a frame is a matter of rounding.
  if (frames <= longest * fps + 0.5) return;
  findings.add({
    severity: 'warning',
    code: 'film-too-long',
    place,
    ...says(
      say`The film is ${inSeconds('length', frames / fps)} long, but \`preset: ${{ preset: name }}\` is for films of ${inSeconds('most', longest)} or less.`,
      say`Shorten it, or write another \`preset\`.`,
    ),
  });
}
