import type { Size } from '../../core/frames.ts';
import type { Holdings } from '../../core/holdings.ts';
import { inputKey } from '../../core/request.ts';
import { unreachable } from '../../core/result.ts';
import type { Prompted, Segment, Source } from '../../storyboard/model.ts';
import type { Findings } from '../findings.ts';
import { leftBehind, referencesLeft, type SentAlong, sentAlong } from '../models/cast.ts';
import { checkRequest } from '../models/checks.ts';
import { shortened } from '../models/draft.ts';
import { filled } from '../models/filling.ts';
import { checkBeginning, checkFirstFrame, checkLastFrame } from '../models/frame-checks.ts';
import { type Casting, type Maker, type MakerFinder, makerFinder } from '../models/maker.ts';
import { canLean, checkReferences, type Leaning } from '../models/reference-checks.ts';
import { muted } from '../models/sound.ts';
import type { PlannedTake } from '../plan.ts';
import type { TakeFootage } from './footage.ts';
import { givenFootage } from './given.ts';
import { type JobList, listJobs } from './job-list.ts';
import { isFramed, type LinkFinder, linkFinder, type MadeFrom } from './links.ts';
import { neighbourFinder, sourcesFirst } from './order.ts';
import { checkOwnFootage } from './own-footage.ts';
import { startFrom } from './start.ts';
import type { Link, Take } from './take-jobs.ts';
import { type Takes, takesOf } from './takes.ts';

/** A storyboard as jobs and the footage they give, before anything is compared with the store. */
export interface Expansion {
  readonly list: JobList;
  /** By id: those without errors. */
  readonly segments: ReadonlyMap<string, ExpandedSegment>;
}

export interface ExpandedSegment {
  /** As it is planned: shortened in a draft. */
  readonly segment: Segment;
  /** Of the picked take. */
  readonly footage: TakeFootage;
  /** None for footage that need not be made. */
  readonly takes: readonly PlannedTake[];
  /** Fingerprints of the jobs whose clips all takes are: the last of a native chain, else each link. */
  readonly clips: readonly string[];
}

export interface ExpandInput extends Omit<Casting, 'isAlone'> {
  readonly segments: readonly Segment[];
  readonly holdings: Holdings;
}

/** Turns segments into jobs, with the footage that others start from first. */
export function expand(input: ExpandInput, findings: Findings): Expansion {
  const context: Context = {
    draft: input.draft,
    film: input.format.size,
    holdings: input.holdings,
    providers: input.providers,
    findings,
    makerOf: makerFinder({ ...input, isAlone: isAlone(input.segments) }, findings),
    linksOf: linkFinder({ fps: input.format.fps, providers: input.providers }, findings),
    list: listJobs(),
  };
  // In the order of the film: what holds for several segments is reported at the first of them.
  for (const segment of input.segments) if (promptedOf(segment)) context.makerOf(segment);
  checkOwnFootage(input.segments, input.format, findings);
  const segments = new Map<string, ExpandedSegment>();
  const neighboursOf = neighbourFinder(input.segments);
  const startOf = (segment: Segment): MadeFrom | undefined =>
    startFrom(segment, segments, { neighbours: () => neighboursOf(segment), fps: input.format.fps });
  for (const segment of sourcesFirst(input.segments)) {
    const expanded =
      promptedOf(segment) === undefined
        ? { segment, footage: givenFootage(segment, input.format, findings), takes: [], clips: [] }
        : expandMade(segment, startOf(segment), context);
    if (expanded !== undefined) segments.set(segment.id, expanded);
  }
  return { list: context.list, segments };
}

/** Cards and stills are drawn in any size. */
function isAlone(segments: readonly Segment[]): boolean {
  const footage = segments.filter(({ source }) => source.kind !== 'card' && source.kind !== 'still');
  const [first] = footage;
  return footage.every(
    ({ source, provider, model }) =>
      source.kind !== 'file' && provider === first?.provider && model === first.model,
  );
}

interface Context {
  readonly draft: boolean;
  readonly film: Size;
  readonly holdings: Holdings;
  readonly providers: Casting['providers'];
  readonly findings: Findings;
  readonly makerOf: MakerFinder;
  readonly linksOf: LinkFinder;
  readonly list: JobList;
}

/** Without a `start`, it would be made from what can't be made. */
function expandMade(
  original: Segment,
  start: MadeFrom | undefined,
  context: Context,
): ExpandedSegment | undefined {
  const { draft, film, holdings, providers, findings, makerOf, linksOf, list } = context;
  const source = promptedOf(original);
  if (source === undefined) return undefined;
  const maker = makerOf(original);
  if (maker === undefined) return undefined;
  const heard = muted(draft ? shortened(original, maker) : original, maker, findings);
  const segment = filled(heard, maker, film, findings);
  checkRequest(segment, source, maker, findings);
  if (start?.first) checkFirstFrame(segment, maker, start.first.size, findings);
  const links = start && linksOf(segment, maker, start);
  if (start === undefined || links === undefined) return undefined;
  if (links[0]?.kind === 'generate' && !links[0].image) checkBeginning(segment, maker, providers, findings);
  if (links[0] && beginsWith(links[0], source))
    checkFirstFrame(segment, maker, start.footage?.size, findings);
  if (start.last) {
    const begins = start.first !== undefined || links.length > 1;
    checkLastFrame({ segment, begins, size: start.last.size }, maker, providers, findings);
  }

  const along = links.some(generates)
    ? alongWith(
        {
          segment,
          references: source.references ?? [],
          framed: links.some(isFramed),
          seconds: longestOf(links),
        },
        source,
        context,
        maker,
      )
    : leftBehind(segment, source, findings);

  const takes = takesOf({ segment, prompted: source, maker, links, along }, holdings);
  return {
    segment,
    footage: takes.picked.footage,
    takes: listTakes(segment.id, takes, list),
    clips: takes.all.flatMap(clipsOf),
  };
}

/** What a segment is made from by a model; undefined if nothing has to be made. */
function promptedOf({ source }: Segment): Extract<Source, Prompted> | undefined {
  switch (source.kind) {
    case 'generate':
    case 'image':
    case 'extend':
    case 'edit':
      return source;
    case 'file':
    case 'still':
    case 'card':
      return undefined;
    default:
      return unreachable(source);
  }
}

/** Whether a chain begins with a picture of the segment that it extends. */
const beginsWith = (root: Link, { kind }: Source): boolean =>
  kind === 'extend' && (root.kind === 'continue' || (root.kind === 'generate' && root.image !== undefined));

function alongWith(
  leaning: Leaning,
  source: Prompted,
  { providers, findings }: Context,
  maker: Maker,
): SentAlong {
  // It can only inherit references, and follows the footage that it starts from.
  const left = leaning.segment.source.kind === 'extend' && !canLean(leaning, maker);
  if (left) referencesLeft(leaning.segment, maker, findings);
  else checkReferences(leaning, maker, providers, findings);
  return sentAlong(left ? { ...leaning, references: [] } : leaning, source.cast, maker, findings);
}

const longestOf = (links: readonly Link[]): number =>
  Math.max(
    0,
    ...links.map((link) => (link.kind === 'generate' || link.kind === 'continue' ? link.seconds : 0)),
  );

const generates = ({ kind }: Link): boolean => kind === 'generate' || kind === 'continue';

const clipsOf = ({ footage }: Take): readonly string[] =>
  footage.pieces.map(({ from }) => inputKey(from.input));

/** Adds the jobs of all takes to the list, and gives the ids that they have there. */
const listTakes = (
  segment: string,
  { all, picked, requestClass }: Takes,
  list: JobList,
): readonly PlannedTake[] =>
  all.map((one) => ({
    segment,
    take: one.take,
    picked: one === picked,
    requestClass,
    jobs: one.jobs.map((job) => list.add(job)),
  }));
