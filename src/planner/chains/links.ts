import { sizeText } from '../../core/frames.ts';
import { unreachable } from '../../core/result.ts';
import type { Segment } from '../../storyboard/model.ts';
import type { Findings } from '../findings.ts';
import type { KnownProviders } from '../models/able.ts';
import type { Maker } from '../models/maker.ts';
import type { ChainLimits } from './chain.ts';
import { addedChain, freshChain } from './chain-limits.ts';
import { type TakeFootage, wholeOf } from './footage.ts';
import type { EdgePicture } from './meeting.ts';
import {
  byLastFrame,
  cannotContinue,
  cannotEdit,
  cardHasNoFootage,
  endsByLastFrame,
  stillDoesNotMove,
  tooLong,
  tooLongToAdd,
  tooLongToEdit,
} from './refusals.ts';
import type { Link } from './take-jobs.ts';
import { wholeFrameChain } from './whole-frame-chain.ts';

/** What a segment is made from. */
export interface MadeFrom {
  /** The footage that it extends or edits. */
  readonly footage?: TakeFootage;
  /** The pictures that it begins and ends with. */
  readonly first?: EdgePicture;
  readonly last?: EdgePicture;
}

/** Finds the links that make a segment; undefined if its model can't. */
export type LinkFinder = (segment: Segment, maker: Maker, start: MadeFrom) => readonly Link[] | undefined;

/** Searches each of a model's chains once: storyboards use few different lengths. */
type ChainSearch = (key: string, limits: () => ChainLimits, seconds: number) => readonly number[] | undefined;

/** `fps` is the film's. */
export function linkFinder(
  { fps, providers }: { readonly fps: number; readonly providers: KnownProviders },
  findings: Findings,
): LinkFinder {
  const found = new Map<string, readonly number[] | undefined>();
  const search: ChainSearch = (key, limits, seconds) => {
    const full = `${key} ${seconds}`;
    if (!found.has(full)) found.set(full, wholeFrameChain(limits(), seconds, fps));
    return found.get(full);
  };
  return (segment, maker, { footage, first: image, last: end }) => {
    const { source } = segment;
    switch (source.kind) {
      case 'generate':
      case 'image': {
        const root = (seconds: number): Link => ({ kind: 'generate', seconds, ...(image && { image }) });
        return freshLinks(segment, maker, search, findings, root, end);
      }
      case 'extend':
        return footage && extendLinks(segment, maker, footage, search, findings);
      case 'edit':
        return footage && editLinks(segment, maker, footage, providers, findings);
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
  maker: Maker,
  search: ChainSearch,
  findings: Findings,
  root: (seconds: number) => Link,
  end?: EdgePicture,
): readonly Link[] | undefined {
  const { provider, model } = maker;
  const begins = isFramed(root(0));
  const framed = begins || end !== undefined;
  const key = searchKey(maker, framed);
  const limits = () => freshChain(maker, framed);
  const chain = search(key, limits, durationOf(segment));
  if (chain === undefined) return void findings.add(tooLong(segment, model, limits()));
  if (end && chain.length > 1) return endingLinks(segment, maker, search, findings, { root, end, begins });
  if (end) return chain.map((seconds) => ({ ...root(seconds), end }));
  const kind = model.extend.kind === 'native' ? 'extend' : 'continue';
  if (chain.length > 1 && kind === 'continue') {
    findings.once(`by last frame ${provider} ${model.model}`, () => byLastFrame(segment, model));
  }
  return chain.map((seconds, index) => (index === 0 ? root(seconds) : { kind, seconds }));
}

/** Whether a frame is sent with a job. */
export const isFramed = (link: Link): boolean =>
  link.kind === 'continue' || (link.kind === 'generate' && (link.image ?? link.end) !== undefined);

/** What the lengths of a model's jobs depend on. */
const searchKey = ({ provider, model, size }: Maker, framed: boolean): string =>
  model.lengthRules === undefined
    ? `${provider} ${model.model}`
    : `${provider} ${model.model} ${sizeText(size)} ${framed}`;

/** A native extension can't end with a picture: then each link continues from the last frame before it. */
function endingLinks(
  segment: Segment,
  maker: Maker,
  search: ChainSearch,
  findings: Findings,
  {
    root,
    end,
    begins,
  }: { readonly root: (seconds: number) => Link; readonly end: EdgePicture; readonly begins: boolean },
): readonly Link[] | undefined {
  const { provider, model, size } = maker;
  const limits = () => freshChain({ model: { ...model, extend: { kind: 'last-frame' } }, size }, begins);
  const chain = search(`${searchKey(maker, begins)} by last frame`, limits, durationOf(segment));
  if (chain === undefined) return void findings.add(tooLong(segment, model, limits()));
  if (model.extend.kind === 'native') findings.add(endsByLastFrame(segment, model));
  else findings.once(`by last frame ${provider} ${model.model}`, () => byLastFrame(segment, model));
  return chain.map((seconds, index) => ({
    ...(index === 0 ? root(seconds) : { kind: 'continue', seconds }),
    ...(index === chain.length - 1 && { end }),
  }));
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
    const image = { input: piece.from.input };
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
  providers: KnownProviders,
  findings: Findings,
): readonly Link[] | undefined {
  if (!maker.model.edit) return void findings.add(cannotEdit(segment, maker.model, providers));
  if (footage.pieces.length === 0) return void findings.add(cardHasNoFootage(segment));
  if (footage.isStill) return void findings.add(stillDoesNotMove(segment));
  const longest = Math.max(...footage.pieces.map(wholeOf));
  const { editLongest = Infinity } = maker.model;
  if (longest > editLongest)
    return void findings.add(tooLongToEdit(segment, maker.model, longest, editLongest, providers));
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
