import type { Asset } from '../core/footage.ts';
import type { Holdings } from '../core/holdings.ts';
import { inputKey } from '../core/request.ts';
import type { Segment } from '../storyboard/model.ts';
import { castAlong, castLeftBehind } from './cast.ts';
import { checkFirstFrame, checkRequest } from './checks.ts';
import { shortened } from './draft.ts';
import type { Findings } from './findings.ts';
import type { TakeFootage } from './footage.ts';
import { type JobList, listJobs } from './job-list.ts';
import { linkFinder } from './links.ts';
import { type Casting, makerFinder } from './maker.ts';
import { sourceOf, sourcesFirst } from './order.ts';
import type { PlannedTake } from './plan.ts';
import type { Link, Take } from './take-jobs.ts';
import { type Takes, takesOf } from './takes.ts';

/** A storyboard as jobs and the footage they give, before anything is compared with the store. */
export interface Expansion {
  readonly list: JobList;
  /** As they are planned: shortened in a draft. */
  readonly segments: readonly Segment[];
  /** By segment: of its picked take. Missing where something is wrong. */
  readonly footage: ReadonlyMap<string, TakeFootage>;
  /** Fingerprints of the jobs whose clips are a segment's takes: the last of a native chain, else each link. */
  readonly clips: ReadonlyMap<string, readonly string[]>;
  /** By segment. */
  readonly takes: ReadonlyMap<string, readonly PlannedTake[]>;
}

export interface ExpandInput extends Casting {
  readonly segments: readonly Segment[];
  readonly holdings: Holdings;
}

/** Turns segments into jobs, the footage that others start from first. */
export function expand(input: ExpandInput, findings: Findings): Expansion {
  const makerOf = makerFinder(input, findings);
  const linksOf = linkFinder(findings);
  const list = listJobs();
  const planned = new Map<string, Segment>();
  const footage = new Map<string, TakeFootage>();
  const clips = new Map<string, readonly string[]>();
  const takes = new Map<string, readonly PlannedTake[]>();

  for (const original of sourcesFirst(input.segments)) {
    const { id, source } = original;
    planned.set(id, original);
    if (source.kind === 'file' || source.kind === 'card') {
      footage.set(id, givenFootage(original));
      continue;
    }
    const maker = makerOf(original);
    if (maker === undefined) continue;
    const segment = input.draft ? shortened(original, maker) : original;
    planned.set(id, segment);
    checkRequest(segment, source, maker, findings);
    checkFirstFrame(segment, maker, findings);
    const links = linksOf(segment, maker, footage.get(sourceOf(segment) ?? ''));
    if (links === undefined) continue;
    const along = links.some(generates)
      ? castAlong(segment, source.cast, maker, findings)
      : castLeftBehind(segment, source.cast, findings);
    for (const file of [...filesOf(segment, planned), ...along.images]) list.send(file);
    const made = takesOf({ segment, prompted: source, maker, links, ...along }, input.holdings, findings);
    footage.set(id, made.picked.footage);
    clips.set(id, made.all.flatMap(clipsOf));
    takes.set(id, listTakes(id, made, list));
  }
  const segments = input.segments.map((segment) => planned.get(segment.id) ?? segment);
  return { list, segments, footage, clips, takes };
}

const clipsOf = ({ footage }: Take): readonly string[] =>
  footage.pieces.map(({ from }) => inputKey(from.input));

const generates = ({ kind }: Link): boolean => kind === 'generate' || kind === 'continue';

/** Footage that nobody has to make. A card has none that others could start from. */
function givenFootage({ id, source, duration }: Segment): TakeFootage {
  if (source.kind !== 'file') return { pieces: [] };
  const { facts, sha256 } = source.file;
  const seconds = facts.kind === 'image' ? (duration ?? 0) : facts.seconds;
  const from = { input: { kind: 'file', sha256 }, id, segment: id, take: 1, link: 1 } as const;
  return { pieces: [{ from, seconds }] };
}

/** The user's own footage and images that a segment's jobs begin with. */
function filesOf(segment: Segment, planned: ReadonlyMap<string, Segment>): readonly Asset[] {
  if (segment.source.kind === 'image') return [segment.source.image];
  const source = planned.get(sourceOf(segment) ?? '')?.source;
  return source?.kind === 'file' ? [source.file] : [];
}

/** Puts the jobs of all takes on the list, and tells under which ids they stand there. */
function listTakes(
  segment: string,
  { all, picked, requestClass }: Takes,
  list: JobList,
): readonly PlannedTake[] {
  return all.map((take) => ({
    segment,
    take: take.take,
    picked: take === picked,
    requestClass,
    jobs: take.jobs.map((job) => list.add(job).id),
  }));
}
