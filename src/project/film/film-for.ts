import { sameAspect } from '../../core/frames.ts';
import { regionOf } from '../../media/drawing/east-asian.ts';
import type { Quality } from '../../media/encoding.ts';
import { isStandIn, type Timeline, type TimelineEntry } from '../../planner/plan.ts';
import type { Film } from '../../stitch/cutting-room.ts';
import type { Output, Storyboard } from '../../storyboard/model.ts';

/**
 * What is rendered for an output. In the storyboard's own shape, each segment is fitted as it says; in another shape, all of
 * them as the output says. Stand-ins are not cropped: they have text at their edges.
 */
export function filmFor(
  storyboard: Storyboard,
  timeline: Timeline,
  { size, fit }: Output,
  quality: Quality = 'full',
): Film {
  const { audio, captions, format, labels, platform, title } = storyboard;
  const isOwnShape = sameAspect(size, format.size);
  const entries = timeline.entries.map((entry): TimelineEntry => {
    const asked = isOwnShape ? entry.fit : fit;
    return { ...entry, fit: asked === 'crop' && isStandIn(entry.footage) ? 'pad' : asked };
  });
  const { burn: burnCaptions } = captions;
  // Another film does not depend on it.
  const isGuided = labels && (quality === 'quick' || entries.some(({ footage }) => isStandIn(footage)));
  const region = regionOf(textsIn(storyboard));
  return {
    ...{ timeline: { ...timeline, entries }, size, sound: audio, burnCaptions, labels, quality, title },
    ...(region && { region }),
    ...(isOwnShape && platform?.covered && isGuided && { covered: platform.covered }),
  };
}

/** All that a film says, in the picture or to those who make it. */
const textsIn = ({ title, segments }: Storyboard): string =>
  [
    title,
    ...segments.flatMap(({ source, words = [] }) => [
      ...words.map(({ text }) => text),
      ...(source.kind === 'card' ? [source.card.text] : 'prompt' in source ? [source.prompt] : []),
    ]),
  ].join('\n');
