import { type Size, sameAspect, sameSize, sizeText } from '../../core/frames.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';
import type { Segment } from '../../storyboard/model.ts';
import { about, type Findings } from '../findings.ts';
import { type KnownProviders, modelsThat } from './able.ts';
import type { Maker } from './maker.ts';
import { isAmong } from './reference-limits.ts';

/** Reports a picture that a segment's model can't begin with as it is: the segment's image, or one from the footage that it continues. */
export function checkFirstFrame(
  segment: Segment,
  { model, size }: Maker,
  picture: Size | undefined,
  findings: Findings,
): void {
  if (model.inputs.firstFrame === 'none') {
    findings.add({
      ...about(segment, 'error', 'first-frame-impossible'),
      ...says(
        say`${segment.id} begins with an image, but ${{ model: model.model }} does not accept one.`,
        say`Describe the picture in the prompt, or choose a model that accepts a first frame.`,
      ),
    });
  } else if (model.inputs.firstFrame === 'sized' && picture !== undefined && !sameSize(picture, size)) {
    findings.add({
      ...about(segment, 'warning', 'first-frame-fitted'),
      ...says(
        say`${segment.id} begins with a picture of ${{ size: sizeText(picture) }}, but ${{ model: model.model }} requires exactly ${{ wanted: sizeText(size) }}: it is scaled and cropped to fill that.`,
        say`Use one of ${sizeText(size)} to choose what is seen.`,
      ),
    });
  }
}

/** Reports a segment that begins without a picture, if its model makes nothing without. */
export function checkBeginning(
  segment: Segment,
  { model }: Maker,
  providers: KnownProviders,
  findings: Findings,
): void {
  if (!model.inputs.needsFirst) return;
  findings.add({
    ...about(segment, 'error', 'first-frame-missing'),
    ...says(
      say`${segment.id} begins without an image, but ${{ model: model.model }} makes footage only from one.`,
      say`Add \`image\`, or ${modelsThat(({ inputs }) => !inputs.needsFirst, 'needs none', providers)}.`,
    ),
  });
}

/** A segment that ends with a picture. */
interface Ending {
  readonly segment: Segment;
  /** Whether the job that ends with it begins with one, too. */
  readonly begins: boolean;
  /** Of the picture, if it is known. */
  readonly size: Size | undefined;
}

/** Reports a picture that a segment's model can't end with as it is. */
export function checkLastFrame(
  { segment, begins, size: picture }: Ending,
  { model, size }: Maker,
  providers: KnownProviders,
  findings: Findings,
): void {
  const { lastFrame } = model.inputs;
  const named = say`${{ model: model.model }}`;
  if (lastFrame === undefined) {
    findings.add({
      ...about(segment, 'error', 'last-frame-impossible'),
      ...says(
        say`${segment.id} ends with an image, but ${named} does not accept one.`,
        say`Describe the picture in the prompt, or ${otherModel(begins, providers)}.`,
      ),
    });
  } else if (lastFrame.needsFirst && !begins) {
    findings.add({
      ...about(segment, 'error', 'last-frame-impossible'),
      ...says(
        say`${segment.id} ends with an image, but ${named} accepts one only together with an image to begin with.`,
        say`Add \`image\`, or ${otherModel(begins, providers)}.`,
      ),
    });
  } else if (lastFrame.tiers && !isAmong(lastFrame.tiers, { model, size })) {
    findings.add({
      ...about(segment, 'error', 'last-frame-impossible'),
      ...says(
        say`${segment.id} ends with an image, but ${named} does not accept one in footage of ${{ size: sizeText(size) }}.`,
        say`Ask for a smaller \`resolution\`, or ${otherModel(begins, providers)}.`,
      ),
    });
  } else if (picture !== undefined && !sameSize(picture, size)) {
    if (lastFrame.fits === 'any' && sameAspect(picture, size)) return;
    findings.add({
      ...about(segment, 'warning', 'last-frame-fitted'),
      ...says(
        say`${segment.id} ends with a picture of ${{ size: sizeText(picture) }}, but its footage is ${{ wanted: sizeText(size) }}: ${lastFrame.fits === 'sized' ? 'it is scaled and cropped to fill that' : say`${named} decides what of it is seen`}.`,
        say`Use one of ${sizeText(size)} to choose what is seen.`,
      ),
    });
  }
}

function otherModel(begins: boolean, providers: KnownProviders): Sentence {
  return modelsThat(
    ({ inputs: { lastFrame } }) => lastFrame !== undefined && (begins || !lastFrame.needsFirst),
    'accepts a last frame',
    providers,
  );
}
