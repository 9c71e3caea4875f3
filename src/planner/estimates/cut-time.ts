import { isDrawn } from '../../core/drawn.ts';
import { type Size, sameSize, toSeconds } from '../../core/frames.ts';
import { unreachable } from '../../core/result.ts';
import type { Output, Storyboard } from '../../storyboard/model.ts';
import { isStandIn, type Job, type Timeline, type TimelineEntry } from '../plan.ts';

/** What an ordinary machine decodes, joins and encodes on all its cores, in pixels a second. */
export const pixelsPerSecond = 150e6;
/** Seconds that an ordinary machine takes to mix and encode the sound of a second of film, and to write it. */
export const soundPace = 0.02;
export const writingPace = 0.003;
/** Seconds to start and end the encoder of a piece. */
const starting = 0.1;
/** Seconds on both sides of a transition that are encoded with it, to where copying can begin. */
const bridges = 0.5;
/** WebM takes many times as long to encode, and a GIF takes two passes. */
const times = { mp4: 1, webm: 8, gif: 2 } as const;
const stillSeconds = 0.5;

/**
 * Rough seconds that an ordinary machine takes to cut a film of which nothing is encoded yet. Footage of the film's size is
 * copied; transitions, cards, other footage, and what captions or labels are drawn into are encoded.
 */
export function cutTime(
  { outputs, captions, labels }: Pick<Storyboard, 'outputs' | 'captions' | 'labels'>,
  timeline: Timeline,
  jobs: readonly Job[],
): number {
  const sizes = new Map(jobs.map((job) => [job.id, job.kind === 'frame' ? undefined : job.request.size]));
  const sizeOf = ({ footage }: TimelineEntry) =>
    footage.kind === 'clip' ? sizes.get(footage.job) : undefined;
  const fresh =
    ({ size }: Output) =>
    (entry: TimelineEntry) =>
      entry.words?.some((words) => isDrawn(words, captions.burn)) ||
      (labels && isStandIn(entry.footage)) ||
      !isOf(size, sizeOf(entry));
  return outputs.reduce((sum, output) => sum + outputTime(output, timeline, fresh(output)), 0);
}

const isOf = (film: Size, footage: Size | undefined): boolean =>
  footage !== undefined && sameSize(film, footage);

function outputTime(
  { as, size }: Output,
  { fps, frames, entries }: Timeline,
  isEncoded: (entry: TimelineEntry) => boolean,
): number {
  const seconds = toSeconds(frames, fps);
  const encoding = (count: number): number => (count * size.width * size.height) / pixelsPerSecond;
  switch (as) {
    case 'mp4': {
      const whole = entries.filter(isEncoded);
      const joins = entries.filter(({ overlap }) => overlap > 0);
      const encoded =
        whole.reduce((sum, entry) => sum + entry.frames, 0) +
        joins.reduce((sum, { overlap }) => sum + overlap + bridges * fps, 0);
      const pieces = whole.length + joins.length;
      return encoding(encoded) + pieces * starting + seconds * (soundPace + writingPace);
    }
    case 'webm':
    case 'gif':
      return encoding(frames) * times[as] + starting;
    case 'poster':
    case 'contact-sheet':
      return stillSeconds;
    default:
      return unreachable(as);
  }
}
