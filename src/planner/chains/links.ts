import { unreachable } from '../../core/result.ts';
import type { Segment } from '../../storyboard/model.ts';
import type { Findings } from '../findings.ts';
import type { Maker } from '../models/maker.ts';
import type { ChainLimits } from './chain.ts';
import { addedChain, freshChain } from './chain-limits.ts';
import { type TakeFootage, wholeOf } from './footage.ts';
import {
  byLastFrame,
  cannotContinue,
  cannotEdit,
  cardHasNoFootage,
  stillDoesNotMove,
  tooLong,
  tooLongToAdd,
} from './refusals.ts';
import type { Link } from './take-jobs.ts';
import { wholeFrameChain } from './whole-frame-chain.ts';

/** Finds the links that make a segment from the footage it extends or edits; undefined if its model can't. */
export type LinkFinder = (
  segment: Segment,
  maker: Maker,
  source: TakeFootage | undefined,
) => readonly Link[] | undefined;

/** Searches each of a model's chains once: storyboards use few different lengths. */
type ChainSearch = (key: string, limits: () => ChainLimits, seconds: number) => readonly number[] | undefined;

/** `fps` is the film's. */
export function linkFinder(fps: number, findings: Findings): LinkFinder {
  const found = new Map<string, readonly number[] | undefined>();
  const search: ChainSearch = (key, limits, seconds) => {
    const full = `${key} ${seconds}`;
    if (!found.has(full)) found.set(full, wholeFrameChain(limits(), seconds, fps));
    return found.get(full);
  };
  return (segment, maker, footage) => {
    const { source } = segment;
    switch (source.kind) {
      case 'generate':
        return freshLinks(segment, maker, search, findings, (seconds) => ({ kind: 'generate', seconds }));
      case 'image': {
        const image = { kind: 'file', sha256: source.image.sha256 } as const;
        return freshLinks(segment, maker, search, findings, (seconds) => ({
          kind: 'generate',
          seconds,
          image,
        }));
      }
      case 'extend':
        return footage && extendLinks(segment, maker, footage, search, findings);
      case 'edit':
        return footage && editLinks(segment, maker, footage, findings);
      case 'file':
      case 'still':
      case 'card':
        return undefined;
      default:
        return unreachable(source);
    }
  };
}

/** A chain with a generate job of its own at the root. */
function freshLinks(
  segment: Segment,
  { provider, model }: Maker,
  search: ChainSearch,
  findings: Findings,
  root: (seconds: number) => Link,
): readonly Link[] | undefined {
  const limits = () => freshChain(model);
  const chain = search(`${provider} ${model.model}`, limits, durationOf(segment));
  if (chain === undefined) return void findings.add(tooLong(segment, model, limits()));
  const kind = model.extend.kind === 'native' ? 'extend' : 'continue';
  if (chain.length > 1 && kind === 'continue') {
    findings.once(`by last frame ${provider} ${model.model}`, () => byLastFrame(segment, model));
  }
  return chain.map((seconds, index) => (index === 0 ? root(seconds) : { kind, seconds }));
}

function extendLinks(
  segment: Segment,
  maker: Maker,
  footage: TakeFootage,
  search: ChainSearch,
  findings: Findings,
): readonly Link[] | undefined {
  const { provider, model } = maker;
  const { extend } = model;
  const piece = footage.pieces.at(-1);
  if (piece === undefined) return void findings.add(cardHasNoFootage(segment));
  // The picture itself is the first frame: none has to be extracted.
  if (footage.isStill) {
    const image = piece.from.input;
    return freshLinks(segment, maker, search, findings, (seconds) => ({ kind: 'generate', seconds, image }));
  }

  if (extend.kind === 'native' && isMadeBy(footage, maker)) {
    const from = { piece, extensions: footage.lineage?.extensions ?? 0 };
    const limits = () => addedChain(extend, from);
    const key = `${provider} ${model.model} ${from.extensions}+${wholeOf(piece)}`;
    const chain = search(key, limits, durationOf(segment));
    if (chain === undefined) return void findings.add(tooLongToAdd(segment, model, extend, from, limits()));
    return chain.map((seconds, index) => ({ kind: 'extend', seconds, ...(index === 0 && { from }) }));
  }

  if (extend.kind === 'none' || model.inputs.firstFrame === 'none') {
    return void findings.add(cannotContinue(segment, model, footage));
  }
  if (extend.kind === 'native') findings.add(byLastFrame(segment, model, footage));
  else findings.once(`by last frame ${provider} ${model.model}`, () => byLastFrame(segment, model));
  const root = (seconds: number): Link => ({ kind: 'continue', seconds, from: piece.from });
  return freshLinks(segment, maker, search, findings, root);
}

function editLinks(
  segment: Segment,
  maker: Maker,
  footage: TakeFootage,
  findings: Findings,
): readonly Link[] | undefined {
  if (!maker.model.edit) return void findings.add(cannotEdit(segment, maker.model));
  if (footage.pieces.length === 0) return void findings.add(cardHasNoFootage(segment));
  if (footage.isStill) return void findings.add(stillDoesNotMove(segment));
  const extensions = isMadeBy(footage, maker) ? (footage.lineage?.extensions ?? 0) : 0;
  return footage.pieces.map((piece) => ({ kind: 'edit', piece, extensions }));
}

/** A model can natively extend only what it made itself. */
const isMadeBy = ({ lineage }: TakeFootage, { provider, model }: Maker): boolean =>
  lineage !== undefined && lineage.provider === provider && lineage.model === model.model;

function durationOf({ id, duration }: Segment): number {
  if (duration === undefined) throw new Error(`${id} has no duration`);
  return duration;
}
