import { toSeconds } from '../../core/frames.ts';
import { say, says } from '../../core/sentence.ts';
import { timed } from '../../storyboard/time-advice.ts';
import { about, type Findings } from '../findings.ts';
import type { Span } from './spans.ts';

/** Reports where a film that is cut to the beat leaves it, because transitions shorten the film by what they overlap. */
export function checkTempo(spans: readonly Span[], fps: number, findings: Findings): void {
  let first = 0;
  for (let end = 1; end <= spans.length; end++) {
    const tempo = spans[first]?.expanded.segment.tempo;
    if (end < spans.length && spans[end]?.expanded.segment.tempo === tempo) continue;
    if (tempo !== undefined)
      checkPassage(spans.slice(first, end), { fps, beat: (fps * 60) / tempo }, findings);
    first = end;
  }
}

/** What a passage of one tempo is measured by: `beat` in frames. */
interface Pulse {
  readonly fps: number;
  readonly beat: number;
}

/** Frames: less than that is nowhere to be seen. */
const slack = 0.5;

function checkPassage(spans: readonly Span[], { fps, beat }: Pulse, findings: Findings): void {
  const offBeat = (frames: number): number => Math.abs(frames - Math.round(frames / beat) * beat);
  const begin = spans[0]?.start ?? 0;
  let lengths = 0;
  let most = 0;
  let last = 0;
  for (const [i, { start, shown }] of spans.entries()) {
    // A cut that would be off the beat without any transition is not meant to be on it.
    if (offBeat(lengths) <= slack && offBeat(start - begin) > slack) {
      most = Math.max(most, offBeat(start - begin));
      last = i;
    }
    lengths += shown.length;
  }
  const [culprit, ...more] = spans.slice(0, last).filter(({ overlap }) => offBeat(overlap) > 1e-3);
  if (culprit === undefined) return;
  const { segment } = culprit.expanded;
  const beats = (frames: number): number => Number((frames / beat).toFixed(3));
  const which =
    more.length === 0
      ? say`The transition after ${segment.id} is not a whole number of beats long, and it shortens the film`
      : say`The transitions after ${segment.id} and ${{ more: more.length }} more are not a whole number of beats long, and they shorten the film`;
  const lines = [...(fitsWhole(culprit, spans, beat) ? ['1 beat'] : []), 'transition: cut'];
  findings.add({
    ...about(segment, 'note', 'off-beat'),
    ...says(
      say`${which}: later cuts are up to ${{ beats: beats(most) }} beats (${timed('seconds', toSeconds(most, fps))}) off the beat.`,
      say`Write ${{ text: lines.map((line) => `\`${line}\``).join(' or '), params: { write: lines } }}, or make ${segment.id} ${{ missingBeats: beats(culprit.overlap) }} beats longer${more.length === 0 ? '' : '; do the same for each'}.`,
    ),
  });
}

/** Whether there is room for a transition of one beat. */
function fitsWhole({ shown, expanded }: Span, spans: readonly Span[], beat: number): boolean {
  const next = spans[spans.findIndex((span) => span.expanded === expanded) + 1];
  return Math.min(shown.length, next?.shown.length ?? shown.length) / 2 >= beat;
}
