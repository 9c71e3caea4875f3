import { sameSize, sizeText } from '../core/frames.ts';
import { type Sentence, say } from '../core/sentence.ts';
import { problem } from './diagnose.ts';
import type { ReceivedFootage } from './engine.ts';
import type { Making } from './run.ts';

/** Models make whole groups of frames: so many seconds, and this share, are as asked. */
const LENIENCE = { seconds: 0.3, share: 0.03, fps: 0.5 };

/** Warns of footage that is not as it was asked for. It is paid for, and used all the same. */
export function tellDifferences(
  { job, run, provider }: Making,
  /** `isSource`: it is byte for byte the footage that was sent. `twin`: the segment of which it is the footage, byte for byte. */
  clip: ReceivedFootage & { readonly isSource?: boolean; readonly twin?: string | undefined },
): void {
  const { request, holds } = job;
  const asked = askedLength(job, clip.seconds);
  const differences: readonly Sentence[] = [
    clip.size === undefined || sameSize(clip.size, request.size)
      ? undefined
      : say`it is ${{ size: sizeText(clip.size) }} instead of ${{ wanted: sizeText(request.size) }}`,
    isAlike(clip.seconds, asked, lenienceFor(asked))
      ? undefined
      : say`it is ${{ seconds: rounded(clip.seconds) }} s long instead of ${{ asked: rounded(asked) }} s`,
    clip.fps === undefined || request.fps === undefined || isAlike(clip.fps, request.fps, LENIENCE.fps)
      ? undefined
      : say`it has ${{ fps: rounded(clip.fps) }} frames per second instead of ${{ rate: request.fps }}`,
    clip.isSource ? say`it is the same, byte for byte, as the footage that was sent` : undefined,
    clip.twin === undefined
      ? undefined
      : say`it is the same, byte for byte, as that of ${{ twin: clip.twin }}, whose prompt is another`,
    asked === holds ? undefined : say`it is the new part alone, and follows the footage that it extends`,
    clip.was === undefined ? undefined : say`it came as ${{ container: clip.was }}, and is kept as MP4`,
  ].filter((one) => one !== undefined);
  const [first, ...others] = differences;
  if (first === undefined) return;
  const all = others.reduce((text, one) => say`${text}; ${one}`, first);
  const diagnostic = problem(
    job,
    'footage-differs',
    say`The footage that ${{ provider: provider.data.name }} made for ${{ job: job.id }} is not what was asked for: ${all}. It is used.`,
    say`If it won't do, \`storycut redo ${job.segment}\` makes it again, at its price. If all of this model's footage is so, set its sizes, lengths and rate in the config file to what it makes.`,
  );
  run.engine.emit({ type: 'notice', diagnostic: { ...diagnostic, severity: 'warning' } });
}

/** An extension may hold what it extends, or the new part alone: whichever is nearer. */
function askedLength({ kind, request, holds }: Making['job'], seconds: number): number {
  const isPart = kind === 'extend' && Math.abs(seconds - request.seconds) < Math.abs(seconds - holds);
  return isPart ? request.seconds : holds;
}

/** Whether footage ends before it should: it may have been cut off where nothing tells, as in fragments, or without a length. */
export const endsEarly = (job: Making['job'], seconds: number): boolean => {
  const asked = askedLength(job, seconds);
  return seconds < asked - lenienceFor(asked);
};

/** Whether footage is as long as the new part of an extension alone. */
export const mayBeNewPart = ({ kind, request }: Making['job'], seconds: number): boolean =>
  kind === 'extend' && isAlike(seconds, request.seconds, lenienceFor(request.seconds));

const lenienceFor = (asked: number): number => Math.max(LENIENCE.seconds, LENIENCE.share * asked);
const isAlike = (one: number, other: number, lenience: number): boolean => Math.abs(one - other) <= lenience;
const rounded = (value: number): number => Math.round(value * 100) / 100;
