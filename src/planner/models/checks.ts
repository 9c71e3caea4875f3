import type { Size } from '../../core/frames.ts';
import { say, says } from '../../core/sentence.ts';
import type { Prompted, Segment } from '../../storyboard/model.ts';
import { about, type Findings } from '../findings.ts';
import type { Maker } from './maker.ts';
import { checkOptions } from './option-checks.ts';
import { enlargement, scaled, sized } from './sizes.ts';

/** Reports what its model does not accept in a segment's request, whichever job makes it. */
export function checkRequest(
  segment: Segment,
  { prompt, fallbacks }: Prompted,
  maker: Maker,
  findings: Findings,
): void {
  const { model } = maker;
  checkOptions(segment, maker, findings);
  const { promptLimit: most = Number.POSITIVE_INFINITY } = model;
  for (const text of [prompt, ...fallbacks]) {
    // There are never fewer UTF-16 units than characters: characters are counted only if there are too many units.
    if (text.length <= most || [...text].length <= most) continue;
    findings.add({
      ...about(segment, 'error', 'prompt-too-long'),
      ...says(
        say`A prompt of ${segment.id} has ${{ count: [...text].length }} characters as it would be sent, but ${{ model: model.model }} accepts at most ${{ most }}.`,
        say`Shorten it: \`storycut show ${segment.id}\` prints all of it.`,
      ),
    });
  }
}

/** Reports a still that is enlarged. Its shape is the storyboard's to report: photos rarely have that of a film. */
export function checkStillSize(segment: Segment, still: Size, film: Size, findings: Findings): void {
  const scale = enlargement(still, film, segment.fit);
  if (scale <= 1.01) return;
  findings.add({
    ...about(segment, 'warning', 'clip-fitted'),
    ...says(
      say`The still of ${segment.id} is ${sized(still, film)}: it is ${scaled(scale)}.`,
      say`Use a larger picture, or \`fit: blur\`, which enlarges it as little as possible.`,
    ),
  });
}
