import { nearestFrame, toFrames } from '../../core/frames.ts';
import type { Holdings } from '../../core/holdings.ts';
import { inputKey } from '../../core/request.ts';
import { unreachable } from '../../core/result.ts';
import type { Audio, Card, Scene, Transition } from '../../storyboard/model.ts';
import type { ExpandedSegment } from '../chains/expand.ts';
import type { Findings } from '../findings.ts';
import type { Footage, ShownWords, Timeline, TimelineEntry } from '../plan.ts';
import { asMade } from './as-made.ts';
import { dialogueOf } from './dialogue-checks.ts';
import { chaptersOf, recordingsOf } from './marks.ts';
import { framedWords, isSeen, shownTexts, wordsInPicture } from './shown-words.ts';
import { type Span, spansOf } from './spans.ts';
import { checkTempo } from './tempo-checks.ts';
import { checkWords } from './word-checks.ts';

export interface TimelineInput {
  /** In film order. */
  readonly segments: readonly ExpandedSegment[];
  readonly scenes: readonly Scene[];
  readonly audio: Pick<Audio, 'narration' | 'cues'>;
  readonly fps: number;
  /** Whether lengths differ from those of the film. */
  readonly draft: boolean;
  /** Whether captions are drawn into the picture. */
  readonly burn: boolean;
  readonly holdings: Holdings;
  /** The id of the job with a fingerprint. */
  readonly jobId: (fingerprint: string) => string;
  /** Whether what a provider makes stands in for footage. */
  readonly standsIn: (provider: string) => boolean;
}

/** Lays the film out in frames: exact times are rounded here, once, at each cut. */
export function layOut(input: TimelineInput, findings: Findings): Timeline {
  const { fps, burn, holdings } = input;
  const segments = input.segments.map((one) => {
    const footage = asMade(one.footage, holdings);
    return footage === one.footage ? one : { ...one, footage };
  });
  const spans = spansOf(segments, fps, findings);
  const written = framedWords(spans, fps);
  const words = wordsInPicture(written, spans, burn);
  checkTempo(spans, fps, findings);
  if (!input.draft) checkWords(spans, { written, inPicture: words }, fps, findings);
  const entries = spans.flatMap((span, i) => entriesOf(span, spans[i + 1], words[i] ?? [], input));
  return {
    fps,
    entries,
    frames: nearestFrame(spans.at(-1)?.end ?? 0),
    chapters: chaptersOf(entries, input.scenes),
    captions: shownTexts(written, spans, 'caption'),
    titles: shownTexts(written, spans, 'title'),
    ...recordingsOf(spans, input.audio, fps),
  };
}

/** The part of a clip that is shown. */
interface SeenClip {
  readonly footage: Footage;
  readonly frames: number;
  readonly sourceStart: number;
}

const cut: Transition = { type: 'cut' };

/** A segment's clips, one after the other; the last one has its transition. */
function entriesOf(
  span: Span,
  next: Span | undefined,
  said: readonly ShownWords[],
  input: TimelineInput,
): readonly TimelineEntry[] {
  const { id: segment, scene, fit, volume, speed, transition } = span.expanded.segment;
  const speaks = dialogueOf(span.expanded.segment).length > 0;
  const begin = nearestFrame(span.start);
  const end = nearestFrame(span.end);
  const nextBegin = nearestFrame(next?.start ?? span.end - span.overlap);
  const shots = shotsOf(span, end - begin, input);
  let start = begin;
  return shots.map(({ footage, frames, sourceStart }, index): TimelineEntry => {
    const isLast = index === shots.length - 1;
    const words = within(said, start, frames);
    const entry = {
      ...{ segment, scene, footage, start, frames, sourceStart, fit, speaks },
      transition: isLast ? transition : cut,
      overlap: isLast ? end - nextBegin : 0,
      ...(volume !== undefined && { volume }),
      ...(speed !== undefined && { speed }),
      ...(words.length > 0 && { words }),
    };
    start += frames;
    return entry;
  });
}

/** The words that are shown during some frames of the film, counted from the first of these. */
const within = (words: readonly ShownWords[], start: number, frames: number): readonly ShownWords[] =>
  words
    .map((one) => ({ ...one, from: Math.max(0, one.from - start), to: Math.min(frames, one.to - start) }))
    .filter(isSeen);

function shotsOf({ expanded, shown }: Span, frames: number, input: TimelineInput): readonly SeenClip[] {
  const { source } = expanded.segment;
  // A frame that rounding adds at the end is taken before the first frame if there is none after the last.
  const from = Math.max(0, Math.min(shown.from, shown.there - frames));
  switch (source.kind) {
    case 'card':
      return [{ footage: source, frames, sourceStart: entryOf(source.card, input.fps) }];
    case 'file':
      return [{ footage: { kind: 'file', file: source.file }, frames, sourceStart: from }];
    case 'still':
      return [{ footage: source, frames, sourceStart: 0 }];
    case 'generate':
    case 'image':
    case 'extend':
    case 'edit':
      return shotsOfPieces(expanded, shown.seams, { from, to: from + frames }, input);
    default:
      return unreachable(source);
  }
}

/** Where a card enters the footage behind it. */
const entryOf = ({ behind }: Card, fps: number): number =>
  behind?.kind === 'file' ? toFrames(behind.from, fps) : 0;

/** If a segment has several pieces, each begins at the frame where the one before ends. */
function shotsOfPieces(
  { segment: { speed = 1 }, footage: { pieces, lineage }, takes }: ExpandedSegment,
  seams: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
  { fps, holdings, jobId, standsIn }: TimelineInput,
): readonly SeenClip[] {
  const isStandIn = lineage !== undefined && standsIn(lineage.provider);
  return pieces.flatMap(({ from: origin, after }, index): readonly SeenClip[] => {
    const first = seams[index - 1] ?? 0;
    const begin = Math.max(from, first);
    const end = Math.min(to, seams[index] ?? to);
    if (end <= begin) return [];
    // The real length of the part before counts: a clip is rarely exactly as long as requested.
    const before = after === undefined ? 0 : (holdings.clip(after.fingerprint)?.seconds ?? after.seconds);
    const fingerprint = inputKey(origin.input);
    const clip = holdings.clip(fingerprint)?.hash;
    return [
      {
        footage: {
          ...{ kind: 'clip', job: jobId(fingerprint), fingerprint },
          ...(clip !== undefined && { clip }),
          ...(isStandIn && { standIn: takes.length > 1 ? { take: origin.take } : {} }),
        },
        frames: end - begin,
        sourceStart: toFrames(before / speed, fps) + begin - first,
      },
    ];
  });
}
