import type { Diagnostic } from '../../core/diagnostic.ts';
import { unreachable } from '../../core/result.ts';
import { say, says } from '../../core/sentence.ts';
import type { Capabilities, Extension } from '../../providers/capabilities.ts';
import type { Segment } from '../../storyboard/model.ts';
import { about } from '../findings.ts';
import { atMost } from '../models/lengths.ts';
import { type ChainLimits, longestChain } from './chain.ts';
import { type TakeFootage, wholeOf } from './footage.ts';
import { sourceOf } from './order.ts';
import type { Extendable } from './take-jobs.ts';

/** What a model can't do with a segment, and the nearest thing that works; and what it does another way. */

type NativeExtension = Extract<Extension, { kind: 'native' }>;

export function tooLong(segment: Segment, model: Capabilities, limits: ChainLimits): Diagnostic {
  const asked = segment.duration ?? 0;
  const possible = longestChain(limits, asked);
  return {
    ...about(segment, 'error', 'length-impossible'),
    ...says(
      say`${segment.id} asks for ${{ asked: round(asked) }} s, but ${{ model: model.model }} makes at most ${{ longest: possible }} s ${howFar(model)}.`,
      say`Write \`duration: ${{ write: atMost(possible, segment) }}\` or less, or split it into two segments.`,
    ),
  };
}

function howFar({ extend }: Capabilities): string {
  switch (extend.kind) {
    case 'native':
      return `in one chain (a generate job and up to ${extend.most} extensions, ${extend.longest} s in all)`;
    case 'last-frame':
      return 'by going on from last frames';
    case 'none':
      return 'at once and cannot go on from there';
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
  const there = `${wholeOf(from.piece)} s with ${from.extensions} extensions are there already`;
  return {
    ...about(segment, 'error', 'length-impossible'),
    message: `${segment.id} adds ${round(asked)} s to ${sourceOf(segment)}, but ${model.model} extends at most ${extend.most} times and to ${extend.longest} s in all: ${there}.`,
    help:
      possible > 0
        ? `Write \`duration: ${atMost(possible, segment)}\` or less, or begin a new chain with a prompt or an image.`
        : 'Begin a new chain with a prompt or an image.',
  };
}

export function cannotContinue(segment: Segment, model: Capabilities, footage: TakeFootage): Diagnostic {
  const why =
    footage.lineage === undefined || model.extend.kind !== 'none'
      ? `${model.model} can go on only from footage that it made itself`
      : `${model.model} cannot extend footage`;
  return {
    ...about(segment, 'error', 'extend-impossible'),
    message: `${segment.id} extends ${sourceOf(segment)}, but ${why}.`,
    help: 'Generate it from a prompt or an image, or choose a model that extends: `storycut providers` lists them.',
  };
}

export const cannotEdit = (segment: Segment, model: Capabilities): Diagnostic => ({
  ...about(segment, 'error', 'edit-impossible'),
  message: `${segment.id} edits ${sourceOf(segment)}, but ${model.model} cannot edit footage.`,
  help: 'Generate it anew with a prompt, or choose a model that edits: `storycut providers` lists them.',
});

export const cardHasNoFootage = (segment: Segment): Diagnostic => ({
  ...about(segment, 'error', segment.source.kind === 'edit' ? 'edit-impossible' : 'extend-impossible'),
  message: `${segment.id} needs the footage of ${sourceOf(segment)}, which is a card.`,
  help: 'Name a segment that is generated or a file.',
});

export const stillDoesNotMove = (segment: Segment): Diagnostic => ({
  ...about(segment, 'error', 'edit-impossible'),
  message: `${segment.id} edits ${sourceOf(segment)}, which is a still: there is no footage to edit.`,
  help: 'Make footage of the picture with `image` and a `prompt`, and edit that.',
});

/** Said where a model that extends natively can't, of `footage`; else once for the model. */
export const byLastFrame = (segment: Segment, model: Capabilities, footage?: TakeFootage): Diagnostic => ({
  ...about(segment, 'note', 'continued-by-frame'),
  message:
    footage === undefined
      ? `${model.model} does not extend footage itself: what goes on is generated from the last frame before it.`
      : `${segment.id} goes on from the last frame of ${sourceOf(segment)}: ${model.model} extends only what it made itself.`,
});

const round = (seconds: number): number => Number(seconds.toFixed(3));
