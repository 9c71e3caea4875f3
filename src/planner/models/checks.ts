import type { Size } from '../../core/frames.ts';
import { nearest } from '../../core/nearest.ts';
import { listed, type Sentence, say, says } from '../../core/sentence.ts';
import type { Prompted, Segment } from '../../storyboard/model.ts';
import { shown } from '../../storyboard/wording.ts';
import { about, type Findings } from '../findings.ts';
import type { Maker } from './maker.ts';
import { enlargement, scaled, sized } from './sizes.ts';

/** Reports what its model does not accept in a segment's request, whichever job makes it. */
export function checkRequest(
  segment: Segment,
  { prompt, fallbacks }: Prompted,
  { provider, model }: Maker,
  findings: Findings,
): void {
  for (const option of Object.keys(segment.options)) {
    if (model.options.includes(option)) continue;
    const near = nearest(option, model.options);
    findings.once(`option ${provider} ${model.model} ${option}`, () => ({
      ...about(segment, 'error', 'unknown-option'),
      ...says(
        say`${{ model: model.model }} of ${{ provider }} has no option ${shown({ option })}.`,
        near === undefined ? knownOptions(model.options) : say`Did you mean "${{ nearest: near }}"?`,
      ),
    }));
  }
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

const knownOptions = (known: readonly string[]): Sentence =>
  known.length === 0 ? say`It has no options: delete this one.` : say`It has: ${listed({ known })}.`;

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
