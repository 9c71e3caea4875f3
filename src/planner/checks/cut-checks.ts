import type { Segment } from '../../storyboard/model.ts';
import type { ExpandedSegment } from '../chains/expand.ts';
import { secondsOf } from '../chains/footage.ts';
import { sourceOf } from '../chains/order.ts';
import type { Findings } from '../findings.ts';
import { about } from '../findings.ts';
import { atMost } from '../models/lengths.ts';
import { shownOf } from '../timeline/shown.ts';

/** Tells where the cut is not what its storyboard seems to mean. `segments` in film order. */
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

/** Own footage and edits are as long as they are. */
function checkEnough({ segment, footage }: ExpandedSegment, fps: number, findings: Findings): void {
  const { missing } = shownOf(segment, footage, fps);
  if (missing === 0) return;
  const there = round(secondsOf(footage));
  findings.add({
    ...about(segment, 'warning', 'footage-short'),
    message: `${segment.id} has ${there} s of footage, ${round((missing / fps) * (segment.speed ?? 1))} s less than is asked for: the film shows what there is.`,
    help: `Write \`${segment.trim ? 'to' : 'duration'}: ${atMost(secondsOf(footage), segment)}\` or less.`,
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
    message: `There are ${round(there)} s of footage behind the card ${segment.id}, ${round(duration - there)} s less than it is long: the last frame is held.`,
    help: `Write \`duration: ${atMost(there, segment)}\` or less on the card, or let the footage begin earlier with \`from\`.`,
  });
}

/** An extension begins where its source's footage ends, which the film may not have shown. */
function checkJump(segment: Segment, before: ExpandedSegment, fps: number, findings: Findings): void {
  const { source } = before.segment;
  if (source.kind === 'still') {
    // A camera that pulls out ends where what goes on begins: with the whole of it.
    if (source.move !== 'none' && source.move !== 'pull-out')
      findings.add(jumpsBack(segment, before.segment));
    return;
  }
  const { from, length, there } = shownOf(before.segment, before.footage, fps);
  const unseen = there - from - length;
  // Footage is made up to the end of a frame that the film may leave before.
  if (unseen < 1) return;
  const { id, trim } = before.segment;
  const all = atMost(secondsOf(before.footage), before.segment);
  findings.add({
    ...about(segment, 'warning', 'picture-jumps'),
    message: `${segment.id} goes on from the end of ${id}'s footage, ${round((unseen / fps) * (before.segment.speed ?? 1))} s after the film cuts away from it: the picture jumps.`,
    help:
      trim === undefined
        ? `Write \`duration: ${all}\` on ${id}: that is how much footage is made for it.`
        : `Write \`to: ${all}\` in the trim of ${id}: that is where its footage ends.`,
  });
}

/** What goes on from a still begins with all of it, wherever a camera has got to. */
const jumpsBack = (segment: Segment, { id }: Segment) => ({
  ...about(segment, 'warning', 'picture-jumps'),
  message: `${segment.id} begins with the whole picture of ${id}, over which the camera has moved by then: the picture jumps.`,
  help: `Write \`move: pull-out\` or \`move: none\` on ${id}.`,
});

const round = (seconds: number): number => Number(seconds.toFixed(3));
