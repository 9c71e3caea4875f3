import { say, says } from '../../core/sentence.ts';
import type { Move, Segment } from '../../storyboard/model.ts';
import { timed } from '../../storyboard/time-advice.ts';
import type { ExpandedSegment } from '../chains/expand.ts';
import { secondsOf } from '../chains/footage.ts';
import { endOf } from '../chains/meeting.ts';
import { about, type Findings } from '../findings.ts';
import { atMost } from '../models/lengths.ts';

/** Reports pictures that footage begins or ends with and that the film does not show. `segments` in film order. */
export function checkMeetings(segments: readonly ExpandedSegment[], fps: number, findings: Findings): void {
  for (const [at, one] of segments.entries()) {
    const { source } = one.segment;
    if (source.kind !== 'generate' && source.kind !== 'image') continue;
    const begins = source.kind === 'image' && source.image === 'previous';
    const [before, after] = [segments[at - 1]?.segment, segments[at + 1]?.segment];
    if (begins) checkBeginning(one.segment, before, fps, findings);
    if (source.lastImage !== undefined) checkEnd(one, fps, findings);
    const blends = one.segment.transition.type !== 'cut';
    if (source.lastImage === 'next' && blends) findings.add(blended(one.segment, one.segment, after));
    if (begins && before && before.transition.type !== 'cut' && meetsNext(before) === false)
      findings.add(blended(one.segment, before, one.segment));
    if (begins && before && isMoved(before, 'pull-out')) findings.add(moved(one.segment, before, 'pull-out'));
    if (source.lastImage === 'next' && after && isMoved(after, 'push-in'))
      findings.add(moved(one.segment, after, 'push-in'));
  }
}

/** Where two shots meet, up to three frames may be left out: those that would show the same picture again. */
const unseen = (fps: number): number => 3.5 / fps;

const meetsNext = ({ source }: Segment): boolean =>
  (source.kind === 'generate' || source.kind === 'image') && source.lastImage === 'next';

/** `whole`: the move that shows all of the picture where they meet. */
const isMoved = ({ source }: Segment, whole: Move): boolean =>
  source.kind === 'still' && source.move !== 'none' && source.move !== whole;

function checkBeginning(
  segment: Segment,
  before: Segment | undefined,
  fps: number,
  findings: Findings,
): void {
  const from = segment.trim?.from ?? 0;
  if (from < unseen(fps) || before === undefined) return;
  findings.add({
    ...about(segment, 'warning', 'picture-unseen'),
    ...says(
      say`${segment.id} begins with the last picture of ${{ source: before.id }}, but its trim leaves out the first ${timed('unseen', from)} of it.`,
      say`Write \`${{ write: 'from: 0' }}\` in its trim.`,
    ),
  });
}

/** Footage ends with the picture, however much of it the film shows. */
function checkEnd({ segment, footage }: ExpandedSegment, fps: number, findings: Findings): void {
  const there = secondsOf(footage);
  const cut = there - endOf(segment, there);
  // What is not shown of a length that nobody trimmed is no repetition.
  if (cut < (segment.trim ? unseen(fps) : 0.5 / fps)) return;
  const all = atMost(there, segment);
  findings.add({
    ...about(segment, 'warning', 'picture-unseen'),
    ...says(
      say`The footage of ${segment.id} ends with a picture, but the film cuts away ${timed('unseen', cut)} before that.`,
      segment.trim === undefined
        ? say`Write \`${{ write: `duration: ${all}` }}\`, the length of its footage, or show its end with \`trim\`.`
        : say`Write \`${{ write: `to: ${all}` }}\` in its trim.`,
    ),
  });
}

const blended = (segment: Segment, before: Segment, after: Segment | undefined) => ({
  ...about(segment, 'warning', 'picture-unseen'),
  ...says(
    say`${before.id} and ${after?.id ?? ''} meet in one picture, but the transition between them begins before that.`,
    say`Write \`${{ write: 'transition: cut' }}\` on ${before.id}.`,
  ),
});

/** The film shows part of a still that is moved; what meets it has all of it. */
const moved = (segment: Segment, still: Segment, whole: Move) => ({
  ...about(segment, 'warning', 'picture-jumps'),
  ...says(
    say`${segment.id} meets the whole picture of ${{ source: still.id }}, but the camera has moved there: the picture jumps.`,
    say`Write \`${{ write: `move: ${whole}` }}\` or \`move: none\` on ${still.id}.`,
  ),
});
