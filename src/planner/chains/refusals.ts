import type { Diagnostic } from '../../core/diagnostic.ts';
import { unreachable } from '../../core/result.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';
import type { Capabilities, Extension } from '../../providers/capabilities.ts';
import type { Segment } from '../../storyboard/model.ts';
import { timed } from '../../storyboard/time-advice.ts';
import { about } from '../findings.ts';
import { type KnownProviders, modelsThat } from '../models/able.ts';
import { atMost, inSeconds } from '../models/lengths.ts';
import { type ChainLimits, longestChain } from './chain.ts';
import { type TakeFootage, wholeOf } from './footage.ts';
import { sourceOf } from './order.ts';
import type { Extendable } from './take-jobs.ts';

/** What a model can't do with a segment, with the nearest thing that works, and what it does in another way. */

type NativeExtension = Extract<Extension, { kind: 'native' }>;

export function tooLong(segment: Segment, model: Capabilities, limits: ChainLimits): Diagnostic {
  const asked = segment.duration ?? 0;
  const possible = longestChain(limits, asked);
  return {
    ...about(segment, 'error', 'length-impossible'),
    ...says(
      say`${segment.id} asks for ${timed('wanted', asked)}, but ${{ model: model.model }} makes at most ${timed('longest', possible)} ${howFar(model)}.`,
      say`Write ${durationUpTo(possible, segment)} or less, or split it into two segments.`,
    ),
  };
}

function howFar({ extend }: Capabilities): Sentence {
  switch (extend.kind) {
    case 'native':
      return say`in one chain (a generate job and up to ${{ mostExtensions: extend.most }} extensions, ${timed('longestChain', extend.longest)} in all)`;
    case 'last-frame':
      return say`by continuing from last frames`;
    case 'none':
      return say`at once and can't continue from there`;
    default:
      return unreachable(extend);
  }
}

export function tooLongToAdd(
  segment: Segment,
  model: Capabilities,
  extend: NativeExtension,
  from: Extendable,
  limits: ChainLimits,
): Diagnostic {
  const asked = segment.duration ?? 0;
  const possible = longestChain(limits, asked);
  const most = say`${{ mostExtensions: extend.most }} times and to ${timed('longestChain', extend.longest)} in all`;
  const there = say`the footage already has ${timed('length', wholeOf(from.piece))} with ${{ extensions: from.extensions }} extensions`;
  return {
    ...about(segment, 'error', 'length-impossible'),
    ...says(
      say`${segment.id} adds ${timed('wanted', asked)} to ${source(segment)}, but ${{ model: model.model }} extends at most ${most}: ${there}.`,
      possible > 0
        ? say`Write ${durationUpTo(possible, segment)} or less, or start a new chain with a prompt or an image.`
        : say`Start a new chain with a prompt or an image.`,
    ),
  };
}

const durationUpTo = (seconds: number, segment: Segment): Sentence =>
  say`\`${{ write: `duration: ${atMost(seconds, segment)}` }}\``;

export function cannotContinue(segment: Segment, model: Capabilities, footage: TakeFootage): Diagnostic {
  const why =
    footage.lineage === undefined || model.extend.kind !== 'none'
      ? 'can only extend footage that it made itself'
      : "can't extend footage";
  return {
    ...about(segment, 'error', 'extend-impossible'),
    ...says(
      say`${segment.id} extends ${source(segment)}, but ${{ model: model.model }} ${why}.`,
      say`Generate it from a prompt or an image, or choose a model that extends: \`storycut providers\` lists them.`,
    ),
  };
}

export const cannotEdit = (segment: Segment, model: Capabilities, providers: KnownProviders): Diagnostic => ({
  ...about(segment, 'error', 'edit-impossible'),
  ...says(
    say`${segment.id} edits ${source(segment)}, but ${{ model: model.model }} can't edit footage.`,
    say`Generate it from a prompt instead, or ${modelsThat(({ edit }) => edit, 'edits', providers)}.`,
  ),
});

export const tooLongToEdit = (
  segment: Segment,
  model: Capabilities,
  length: number,
  longest: number,
  providers: KnownProviders,
): Diagnostic => ({
  ...about(segment, 'error', 'edit-impossible'),
  ...says(
    say`${segment.id} edits ${source(segment)}, whose footage is ${inSeconds('length', length)} long, but ${{ model: model.model }} edits at most ${inSeconds('longest', longest)}.`,
    say`Edit a shorter segment, or ${modelsThat((one) => one.edit && (one.editLongest ?? Infinity) >= length, 'edits as much', providers)}.`,
  ),
});

export const cardHasNoFootage = (segment: Segment): Diagnostic => ({
  ...about(segment, 'error', segment.source.kind === 'edit' ? 'edit-impossible' : 'extend-impossible'),
  ...says(
    say`${segment.id} needs the footage of ${source(segment)}, which is a card and has none.`,
    say`Name a segment that is generated, or a file.`,
  ),
});

export const stillDoesNotMove = (segment: Segment): Diagnostic => ({
  ...about(segment, 'error', 'edit-impossible'),
  ...says(
    say`${segment.id} edits ${source(segment)}, which is a still and has no footage to edit.`,
    say`Make footage from the picture with \`image\` and a \`prompt\`, then edit that.`,
  ),
});

/** What a natively extending model can't do at the end of a chain. */
export const endsByLastFrame = (segment: Segment, model: Capabilities): Diagnostic => ({
  ...about(segment, 'note', 'continued-by-frame'),
  ...says(
    say`${segment.id} ends with an image, which an extension by ${{ model: model.model }} can't: each of its continuations is generated from the last frame before it.`,
  ),
});

/** With `footage`, for a segment whose footage a natively extending model can't extend; without, once for a model that never can. */
export const byLastFrame = (segment: Segment, model: Capabilities, footage?: TakeFootage): Diagnostic => ({
  ...about(segment, 'note', 'continued-by-frame'),
  ...says(
    footage === undefined
      ? say`${{ model: model.model }} can't extend footage: each continuation is generated from the last frame before it.`
      : say`${segment.id} continues from the last frame of ${source(segment)}: ${{ model: model.model }} can only extend footage that it made itself.`,
  ),
});

const source = (segment: Segment): Sentence => say`${{ source: sourceOf(segment) ?? '' }}`;
