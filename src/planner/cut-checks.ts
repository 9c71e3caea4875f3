import { toFrames } from '../core/frames.ts';
import type { Segment } from '../storyboard/model.ts';
import { about } from './about.ts';
import type { Findings } from './findings.ts';
import { secondsOf, type TakeFootage } from './footage.ts';
import type { Timeline } from './plan.ts';
import { shownOf } from './shown.ts';

/** Tells where the cut is not what its storyboard seems to mean: nothing is adjusted silently. */
export function checkCut(
  segments: readonly Segment[],
  footage: ReadonlyMap<string, TakeFootage>,
  timeline: Timeline,
  findings: Findings,
): void {
  segments.forEach((segment, index) => {
    const own = footage.get(segment.id);
    if (own === undefined) return;
    checkEnough(segment, own, timeline.fps, findings);
    const before = segments[index - 1];
    const source = before && footage.get(before.id);
    if (segment.source.kind === 'extend' && before?.id === segment.source.of && source !== undefined) {
      checkJump(segment, before, source, timeline.fps, findings);
    }
  });
  checkTransitions(segments, timeline, findings);
}

/** Own footage and edits are as long as they are. */
function checkEnough(segment: Segment, footage: TakeFootage, fps: number, findings: Findings): void {
  const { missing } = shownOf(segment, footage, fps);
  if (missing === 0) return;
  const there = round(secondsOf(footage));
  findings.add({
    ...about(segment, 'warning', 'footage-short'),
    message: `${segment.id} has ${there} s of footage, ${round(missing / fps)} s less than is asked for: the film shows what there is.`,
    help: `Ask for at most ${there} s.`,
  });
}

/** An extension begins where its source's footage ends, which the film may not have shown. */
function checkJump(
  segment: Segment,
  before: Segment,
  source: TakeFootage,
  fps: number,
  findings: Findings,
): void {
  const { to, there } = shownOf(before, source, fps);
  if (to >= there) return;
  const seconds = round(secondsOf(source));
  findings.add({
    ...about(segment, 'warning', 'picture-jumps'),
    message: `${segment.id} goes on from the end of ${before.id}'s footage, ${round((there - to) / fps)} s after the film cuts away from it: the picture jumps.`,
    help:
      before.trim === undefined
        ? `Write \`duration: ${seconds}\` on ${before.id}: that is how much footage is made for it.`
        : `Let the trim of ${before.id} end at ${seconds}, where its footage does.`,
  });
}

function checkTransitions(
  segments: readonly Segment[],
  { entries, fps }: Timeline,
  findings: Findings,
): void {
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  for (const { segment: id, transition, overlap } of entries.slice(0, -1)) {
    const segment = byId.get(id);
    if (transition.type === 'cut' || segment === undefined) continue;
    if (overlap === toFrames(transition.duration, fps)) continue;
    findings.add({
      ...about(segment, 'warning', 'transition-shortened'),
      message: `The transition after ${id} is shortened from ${transition.duration} s to ${round(overlap / fps)} s: half of what it joins is no longer.`,
    });
  }
}

const round = (seconds: number): number => Number(seconds.toFixed(3));
