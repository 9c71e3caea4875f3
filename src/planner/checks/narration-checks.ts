import { toFrames } from '../../core/frames.ts';
import type { Audio, Segment } from '../../storyboard/model.ts';
import type { Findings } from '../findings.ts';
import { atLeast, atMost, inSeconds } from '../models/lengths.ts';
import type { Timeline } from '../plan.ts';

type Recording = Audio['narration'][number];

/** Tells where a recording is longer than what it is spoken over. */
export function checkNarration(
  recordings: readonly Recording[],
  segments: readonly Segment[],
  { entries, narration, frames, fps }: Timeline,
  findings: Findings,
): void {
  if (recordings.length === 0) return;
  const ends = new Map(entries.map(({ segment, start, frames: shown }) => [segment, start + shown]));
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  for (const [i, recording] of recordings.entries()) {
    const { file, at, place } = recording;
    const { start = 0 } = narration[i] ?? {};
    const end = start + (file.facts.kind === 'image' ? 0 : toFrames(file.facts.seconds, fps));
    const over = ends.get(at) ?? end;
    const help = mending(recording, { start, end, over, fps }, byId.get(at));
    const tell = (code: 'narration-outlasts' | 'narration-cut-off', words: string): void =>
      findings.add({ severity: 'warning', code, message: `${file.path} ${words}`, help, place, segment: at });
    if (start < -slack) {
      tell('narration-cut-off', `begins ${inSeconds(-start / fps)} before the film does: that is not heard.`);
    }
    if (end > frames + slack) {
      const lost = inSeconds((end - Math.max(start, frames)) / fps);
      tell('narration-cut-off', `goes on for ${lost} after the film has ended: that is not heard.`);
    } else if (end > over + slack) {
      tell('narration-outlasts', `goes on for ${inSeconds((end - over) / fps)} after ${at} has ended.`);
    }
  }
}

/** Where a recording begins and ends in the film, and where what it is spoken over ends: in frames. */
interface Heard {
  readonly start: number;
  readonly end: number;
  readonly over: number;
  readonly fps: number;
}

/** What lets all of it be heard over its segment: one that fits is moved, and one that is too long needs room. */
function mending(
  { offset, at }: Recording,
  { start, end, over, fps }: Heard,
  segment: Segment | undefined,
): string {
  const later = Math.max(0, -start);
  const begin = atLeast(offset + later / fps, segment);
  if (end + later <= over) return `Write \`offset: ${begin}\`, so that it begins with the film.`;
  const lacking = atLeast((end + later - over) / fps, segment);
  const room = `${at} at least ${lacking}${segment?.tempo === undefined ? ' s' : ''} longer`;
  if (later > 0) return `Write \`offset: ${begin}\`, and make ${room}.`;
  const earlier = atMost(offset - (end - over) / fps, segment);
  return end - over <= start
    ? `Write \`offset: ${earlier}\` to let it begin earlier, or make ${room}.`
    : `Make ${room}, or shorten the recording.`;
}

/** Frames: less than that nobody misses. */
const slack = 1;
