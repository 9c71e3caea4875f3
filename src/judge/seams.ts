import type { TimelineEntry } from '../planner/plan.ts';
import type { Segment } from '../storyboard/model.ts';
import type { FilmFootage } from './film-footage.ts';
import type { SeamKind } from './judgement.ts';
import { type ShownStretch, stretchesOf } from './stretches.ts';
import { viewingName } from './viewing.ts';

/** Where one shot is to go on in the next. */
export interface JudgedSeam {
  readonly kind: SeamKind;
  readonly before: ShownStretch;
  readonly after: ShownStretch;
  /** Whether a trim can leave out frames beside it: it is between two segments, at their own speed. */
  readonly trims: boolean;
}

/** Frames of the film that a segment may leave out at a seam and still meet there: those that are shown again. */
const mostLeftOut = 3;

/** The film's seams, in order, as far as the footage on both sides is made. */
export function seamsOf(film: FilmFootage): readonly JudgedSeam[] {
  const { entries } = film.plan.timeline;
  const segments = new Map(film.storyboard.segments.map((segment) => [segment.id, segment]));
  return entries.flatMap((entry, n): readonly JudgedSeam[] => {
    const stretches = stretchesOf(entry, film);
    const inner = stretches.slice(1).flatMap((after, k): readonly JudgedSeam[] => {
      const before = stretches[k];
      return before ? [{ kind: 'chain', before, after, trims: false }] : [];
    });
    const next = entries[n + 1];
    const before = stretches.at(-1);
    const [after] = next ? stretchesOf(next, film) : [];
    if (!next || !before || !after || entry.overlap > 0) return inner;
    const kind = kindOf(segments.get(entry.segment), segments.get(next.segment), next);
    if (kind === undefined) return inner;
    const trims = kind !== 'chain' && (entry.speed ?? 1) === 1 && (next.speed ?? 1) === 1;
    return [...inner, { kind, before, after, trims }];
  });
}

/** Runs of stretches that continue each other, of two or more. */
export function chainsOf(seams: readonly JudgedSeam[]): readonly (readonly ShownStretch[])[] {
  const chains: ShownStretch[][] = [];
  for (const { kind, before, after } of seams) {
    if (kind === 'next') continue;
    const chain = chains.at(-1);
    if (chain && isSame(chain.at(-1), before)) chain.push(after);
    else chains.push([before, after]);
  }
  return chains;
}

const isSame = (a: ShownStretch | undefined, b: ShownStretch): boolean =>
  a?.segment === b.segment && viewingName(a.viewing) === viewingName(b.viewing) && a.at === b.at;

function kindOf(
  before: Segment | undefined,
  after: Segment | undefined,
  next: TimelineEntry,
): SeamKind | undefined {
  if (before === undefined || after === undefined) return undefined;
  if (before.id === after.id) return 'chain';
  const { source } = before;
  if ((source.kind === 'generate' || source.kind === 'image') && source.lastImage === 'next') return 'next';
  const begins = after.source.kind === 'image' && after.source.image === 'previous';
  if (begins && next.sourceStart <= mostLeftOut) return 'previous';
  return after.source.kind === 'extend' && after.source.of === before.id ? 'extend' : undefined;
}
