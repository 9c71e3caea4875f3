import { countingAt, frameAt, timecode } from '../../core/timecode.ts';
import type { Handover } from '../handover.ts';
import { eventComments, oneLine, soundComment } from './comments.ts';
import { effectOf } from './effects.ts';
import { type EdlEvent, eventsOf, type Seen } from './events.ts';
import { type Reels, reelOf, reelsOf } from './reels.ts';
import { sourceTime, speedOf } from './source-time.ts';

/** The film begins at one hour by convention, which leaves room before it for bars and a slate. */
const firstHour = [1, 0, 0, 0] as const;

/** CMX 3600: one row of events. What it has no columns for is written as comments. */
export function edlText(film: Handover): string {
  const { fps, title, shots, rows } = film;
  const counting = countingAt(fps);
  const first = frameAt(firstHour, counting);
  const at = (frame: number): string => timecode(first + frame, counting);
  const reels = reelsOf(shots);
  const events = eventsOf(film);
  const blocks = events.map((event, i) => [
    ...eventLines(event, String(i + 1).padStart(3, '0'), film, reels, at),
    ...eventComments(event, { film, isLast: i === events.length - 1, at }),
  ]);
  return [
    `TITLE: ${oneLine(title)}`,
    `FCM: ${counting.drop ? '' : 'NON-'}DROP FRAME`,
    '',
    ...blocks.flat(),
    ...rows
      .flat()
      .toSorted((a, b) => a.start - b.start)
      .map((recording) => soundComment(recording, at)),
    '',
  ].join('\n');
}

/** A transition takes two lines: the outgoing shot with no length, and the incoming one. */
function eventLines(
  event: EdlEvent,
  number: string,
  { fps }: Handover,
  reels: Reels,
  at: (frame: number) => string,
): readonly string[] {
  const { start, end, entry, channels } = event;
  const line = (seen: Seen, frames: number, effect: string, length = ''): string =>
    [
      `${number} `,
      reelOf(seen.shot, reels).padEnd(8),
      channels.padEnd(5),
      effect.padEnd(4),
      length.padStart(3),
      sourceTime(seen.shot, seen.from, fps),
      sourceTime(seen.shot, seen.from + frames, fps),
      at(start),
      at(start + frames),
    ].join(' ');
  if (entry === undefined) return [line(event, end - start, 'C'), ...motion([event], fps, reels)];
  const effect = effectOf(entry.transition) ?? 'D';
  return [
    line(entry.over, 0, 'C'),
    line(event, end - start, effect, String(entry.frames).padStart(3, '0')),
    ...motion([entry.over, event], fps, reels),
  ];
}

/**
 * An M2 line for shots that are faster or slower, in frames per second. Its timecode has colons only: readers know no others
 * there, and the line above says whether it is drop-frame.
 */
const motion = (seen: readonly Seen[], fps: number, reels: Reels): readonly string[] =>
  seen.flatMap((one) => {
    const speed = one.shot ? speedOf(one.shot) : 1;
    if (speed === 1) return [];
    const rate = (fps * speed).toFixed(1).padStart(5, '0');
    const from = sourceTime(one.shot, one.from, fps).replace(';', ':');
    return [`M2   ${reelOf(one.shot, reels).padEnd(8)} ${rate}                ${from}`];
  });
