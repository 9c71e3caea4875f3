import { say, says } from '../../core/sentence.ts';
import type { Segment } from '../../storyboard/model.ts';
import { timed } from '../../storyboard/time-advice.ts';
import type { ExpandedSegment } from '../chains/expand.ts';
import { secondsOf } from '../chains/footage.ts';
import { sourceOf } from '../chains/order.ts';
import { about, type Findings } from '../findings.ts';
import { atMost } from '../models/lengths.ts';
import { shownOf } from '../timeline/shown.ts';

/** Reports where the cut is not what the storyboard seems to mean. `segments` in film order. */
export function checkCut(segments: readonly ExpandedSegment[], fps: number, findings: Findings): void {
  let before: ExpandedSegment | undefined;
  for (const one of segments) {
    const { segment } = one;
    const { kind } = segment.source;
    if (kind === 'file' || kind === 'edit') checkEnough(one, fps, findings);
    if (kind === 'card') checkBehind(segment, fps, findings);
    if (kind === 'extend' && before !== undefined && before.segment.id === sourceOf(segment)) {
      checkJump(segment, before, fps, findings);
    }
    before = one;
  }
}

/** The length of the user's footage and of edits is fixed. */
function checkEnough({ segment, footage }: ExpandedSegment, fps: number, findings: Findings): void {
  const { missing } = shownOf(segment, footage, fps);
  if (missing === 0) return;
  const seconds = secondsOf(footage);
  const key = segment.trim ? 'to' : 'duration';
  findings.add({
    ...about(segment, 'warning', 'footage-short'),
    ...says(
      say`${segment.id} has ${timed('length', seconds)} of footage, ${timed('missingSeconds', (missing / fps) * (segment.speed ?? 1))} less than requested: the film shows what there is.`,
      say`Write \`${{ write: `${key}: ${atMost(seconds, segment)}` }}\` or less.`,
    ),
  });
}

/** Footage behind a card may end before the card does. */
function checkBehind(segment: Segment, fps: number, findings: Findings): void {
  const { source, duration = 0 } = segment;
  if (source.kind !== 'card' || source.card.behind?.kind !== 'file') return;
  const { file, from } = source.card.behind;
  const there = file.facts.kind === 'video' ? file.facts.seconds - from : 0;
  if (duration - there < 1 / fps) return;
  findings.add({
    ...about(segment, 'warning', 'footage-short'),
    ...says(
      say`The card ${segment.id} has ${timed('length', there)} of footage behind it, which is ${timed('missingSeconds', duration - there)} too short: the last frame is held.`,
      say`Write \`${{ write: `duration: ${atMost(there, segment)}` }}\` or less on the card, or begin the footage earlier with \`from\`.`,
    ),
  });
}

/** An extension begins where its source's footage ends, which the film may not have shown. */
function checkJump(segment: Segment, before: ExpandedSegment, fps: number, findings: Findings): void {
  const { source } = before.segment;
  if (source.kind === 'still') {
    // A camera that pulls out ends where the next segment begins: with the whole picture.
    if (source.move !== 'none' && source.move !== 'pull-out')
      findings.add(jumpsBack(segment, before.segment));
    return;
  }
  const { from, length, there } = shownOf(before.segment, before.footage, fps);
  const unseen = there - from - length;
  // Footage is made up to the end of a frame, and the film may cut away before that.
  if (unseen < 1) return;
  const { id, trim } = before.segment;
  const all = atMost(secondsOf(before.footage), before.segment);
  findings.add({
    ...about(segment, 'warning', 'picture-jumps'),
    ...says(
      say`${segment.id} continues from the end of ${{ source: id }}'s footage, ${timed('unseen', (unseen / fps) * (before.segment.speed ?? 1))} after the film cuts away from it: the picture jumps.`,
      trim === undefined
        ? say`Write \`${{ write: `duration: ${all}` }}\` on ${id}, the length of its footage.`
        : say`Write \`${{ write: `to: ${all}` }}\` in the trim of ${id}, where its footage ends.`,
    ),
  });
}

/** What continues from a still begins with all of it, wherever the camera is by then. */
const jumpsBack = (segment: Segment, { id }: Segment) => ({
  ...about(segment, 'warning', 'picture-jumps'),
  ...says(
    say`${segment.id} begins with the whole picture of ${{ source: id }}, but by then the camera has moved: the picture jumps.`,
    say`Write \`${{ write: 'move: pull-out' }}\` or \`move: none\` on ${id}.`,
  ),
});
