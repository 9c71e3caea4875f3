import { type Size, sameSize, sizeText } from '../../core/frames.ts';
import { nearest } from '../../core/nearest.ts';
import type { Prompted, Segment } from '../../storyboard/model.ts';
import type { Findings } from '../findings.ts';
import { about } from '../findings.ts';
import type { Maker } from './maker.ts';
import { enlargement } from './sizes.ts';

/** Reports what of a segment's request its model does not take, whichever job makes it. */
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
      message: `${model.model} of ${provider} knows no option "${option}".`,
      help: near === undefined ? knownOptions(model.options) : `Did you mean "${near}"?`,
    }));
  }
  for (const text of [prompt, ...fallbacks]) {
    // Characters are counted only where UTF-16 units, of which there are never fewer, are too many.
    if (text.length <= model.promptLimit || [...text].length <= model.promptLimit) continue;
    findings.add({
      ...about(segment, 'error', 'prompt-too-long'),
      message: `A prompt of ${segment.id} has ${[...text].length} characters as it would be sent; ${model.model} takes ${model.promptLimit}.`,
      help: `Shorten it: \`storycut show ${segment.id}\` prints all of it.`,
    });
  }
}

const knownOptions = (options: readonly string[]): string =>
  options.length === 0 ? 'It has no options: take it out.' : `It knows ${options.join(', ')}.`;

/** Reports a picture, of a segment's image or of the footage it goes on from, that its model can't begin with as it is. */
export function checkFirstFrame(
  segment: Segment,
  { model, size }: Maker,
  picture: Size | undefined,
  findings: Findings,
): void {
  if (model.inputs.firstFrame === 'none') {
    findings.add({
      ...about(segment, 'error', 'first-frame-impossible'),
      message: `${segment.id} begins with an image, but ${model.model} takes none.`,
      help: 'Describe the picture in the prompt, or choose a model that takes a first frame.',
    });
  } else if (model.inputs.firstFrame === 'sized' && picture !== undefined && !sameSize(picture, size)) {
    findings.add({
      ...about(segment, 'warning', 'first-frame-fitted'),
      message: `${segment.id} begins with a picture of ${sizeText(picture)} and ${model.model} wants exactly ${sizeText(size)}: it is scaled and cropped to fill that.`,
      help: `Give it one of ${sizeText(size)} to choose what is seen.`,
    });
  }
}

/** Reports a still that is shown larger than it is. Of its shape the storyboard has told: photos seldom have a film's. */
export function checkStillSize(segment: Segment, still: Size, film: Size, findings: Findings): void {
  const scale = enlargement(still, film, segment.fit);
  if (scale <= 1.01) return;
  findings.add({
    ...about(segment, 'warning', 'clip-fitted'),
    message: `The still of ${segment.id} has ${sizeText(still)} and the film ${sizeText(film)}: it is scaled up ${Number(scale.toFixed(2))} times.`,
    help: 'Use a larger picture, or `fit: blur`, which shows no more of it larger than it has to.',
  });
}
