import { toFrames } from '../../core/frames.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';
import type { Audio, Segment } from '../../storyboard/model.ts';
import type { Findings } from '../findings.ts';
import { atLeast, atMost, inSeconds, longerBy } from '../models/lengths.ts';
import type { Timeline } from '../plan.ts';

type Recording = Audio['narration'][number];

/** Reports recordings that are longer than what they are spoken over. */
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
    const tell = (code: 'narration-outlasts' | 'narration-cut-off', words: Sentence): void =>
      findings.add({
        ...{ severity: 'warning', code, place, segment: at },
        ...says(say`${{ file: file.path }} ${words}`, help),
      });
    if (start < -slack) {
      const lost = inSeconds('unheard', -start / fps);
      tell('narration-cut-off', say`begins ${lost} before the film, and that part is not heard.`);
    }
    if (end > frames + slack) {
      const lost = inSeconds('unheard', (end - Math.max(start, frames)) / fps);
      tell(
        'narration-cut-off',
        say`continues for ${lost} after the film has ended, and that part is not heard.`,
      );
    } else if (end > over + slack) {
      const outside = inSeconds('outlasts', (end - over) / fps);
      tell('narration-outlasts', say`continues for ${outside} after ${at} has ended.`);
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

/** How to have all of it heard over its segment: a recording that fits is moved, and one that is too long needs room. */
function mending(
  { offset, at }: Recording,
  { start, end, over, fps }: Heard,
  segment: Segment | undefined,
): Sentence {
  const later = Math.max(0, -start);
  const begin = offsetAt(atLeast(offset + later / fps, segment));
  if (end + later <= over) return say`Write ${begin} to begin it with the film.`;
  const room = say`${at} at least ${longerBy((end + later - over) / fps, segment)} longer`;
  if (later > 0) return say`Write ${begin}, and make ${room}.`;
  const earlier = offsetAt(atMost(offset - (end - over) / fps, segment));
  return end - over <= start
    ? say`Write ${earlier} to begin it earlier, or make ${room}.`
    : say`Make ${room}, or shorten the recording.`;
}

const offsetAt = (time: string): Sentence => say`\`${{ write: `offset: ${time}` }}\``;

/** Frames: nobody misses less than that. */
const slack = 1;
