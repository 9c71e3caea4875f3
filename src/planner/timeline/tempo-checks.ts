import { toSeconds } from '../../core/frames.ts';
import type { Findings } from '../findings.ts';
import { about } from '../findings.ts';
import type { Span } from './spans.ts';

/** Tells where a film whose segments are cut to the beat leaves it, since transitions take what they overlap from its length. */
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
  let culprits: readonly Span[] = [];
  for (const [i, { start, shown }] of spans.entries()) {
    // What is not on the beat without any transition is not meant to be.
    if (offBeat(lengths) <= slack && offBeat(start - begin) > slack) {
      most = Math.max(most, offBeat(start - begin));
      culprits = spans.slice(0, i).filter(({ overlap }) => offBeat(overlap) > 1e-3);
    }
    lengths += shown.length;
  }
  const [culprit, ...more] = culprits;
  if (culprit === undefined) return;
  const { segment } = culprit.expanded;
  const beats = (frames: number): number => Number((frames / beat).toFixed(3));
  const which =
    more.length === 0
      ? `The transition after ${segment.id} is`
      : `The transitions after ${segment.id} and ${more.length} more are`;
  findings.add({
    ...about(segment, 'note', 'off-beat'),
    message: `${which} not whole beats long, and what overlaps is taken from the film: cuts that follow are up to ${beats(most)} beats (${Number(toSeconds(most, fps).toFixed(3))} s) off the beat.`,
    help: `${fitsWhole(culprit, spans, beat) ? 'Write `1 beat`, or' : 'Write'} \`transition: cut\`, or make ${segment.id} ${beats(culprit.overlap)} beats longer${more.length === 0 ? '' : ', and so on for each'}.`,
  });
}

/** Whether there is room for a transition of one beat. */
function fitsWhole({ shown, expanded }: Span, spans: readonly Span[], beat: number): boolean {
  const next = spans[spans.findIndex((span) => span.expanded === expanded) + 1];
  return Math.min(shown.length, next?.shown.length ?? shown.length) / 2 >= beat;
}
