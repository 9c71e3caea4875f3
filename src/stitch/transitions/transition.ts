import { err, ok, type Result } from '../../core/result.ts';
import type { Tool } from '../../media/tools.ts';
import type { SoftTransition } from '../../planner/plan.ts';
import { even, opened, progress } from './mask.ts';
import { moved } from './moves.ts';
import { openings } from './openings.ts';
import { aligned, numberOf, plain, type Stream } from './stream.ts';
import { whyNotXfade, xfade } from './xfade.ts';

/**
 * A filter graph of only our own words and numbers: from `[before]` and `[after]`, each with as many pictures as the
 * resulting stream, to `[joined]`. Neither is visible alone in it: the first frame has already moved a step, and the last has
 * not yet arrived. The result is the same on every ffmpeg, except for what is left to its xfade filter. The error is one
 * clause that says why this ffmpeg can't draw it.
 */
export function joining(transition: SoftTransition, stream: Stream, ffmpeg: Tool): Result<string, string> {
  const name = transition.type === 'xfade' ? transition.name : names[transition.type];
  const drawn = draw(name, stream);
  if (drawn !== undefined) return ok(`${inputs(stream)};${drawn}`);
  const lack = whyNotXfade(name, ffmpeg);
  return lack === undefined ? ok(`${inputs(stream)};${xfade(name, stream)}`) : err(lack);
}

/** A graph from `[before]` to `[joined]`: the film's end, with a last frame that is entirely black or white. */
export function ending(transition: SoftTransition, stream: Stream): string {
  const colour = transition.type === 'fade-to-white' ? 'white' : 'black';
  const level = `(N+1)/${stream.frames}`;
  return `[before]${aligned(stream)}[a];${covered('a', colour, level, stream)}`;
}

/** The names of the language's own transitions in ffmpeg's xfade. */
const names = {
  dissolve: 'fade',
  'fade-to-black': 'fadeblack',
  'fade-to-white': 'fadewhite',
  'wipe-left': 'wipeleft',
  'wipe-right': 'wiperight',
  'slide-left': 'slideleft',
  'slide-right': 'slideright',
  'circle-open': 'circleopen',
} as const;

const inputs = (stream: Stream): string => `[before]${aligned(stream)}[a];[after]${aligned(stream)}[b]`;

/** From `[a]` and `[b]` to `[joined]`, or undefined if only ffmpeg's xfade can. */
function draw(name: string, stream: Stream): string | undefined {
  if (name === 'fade') return merged(even(progress('N', stream), stream));
  if (name === 'fadeblack') return dipped('black', stream);
  if (name === 'fadewhite') return dipped('white', stream);
  const opening = openings[name];
  return opening ? merged(opened(opening, stream)) : moved(name, stream);
}

const merged = (mask: string): string => `${mask}[m];[a][b][m]maskedmerge[joined]`;

/** The first half fades to the colour, the second from it. */
function dipped(colour: 'black' | 'white', stream: Stream): string {
  const half = Math.ceil(stream.frames / 2);
  const level = `min(N+1,${stream.frames}-N)/${half}`;
  const cut = `[a][b]overlay=format=yuv420:enable='gte(${numberOf(stream)},${half})'[c]`;
  return `${cut};${covered('c', colour, level, stream)}`;
}

/** A colour over a stream. `level` is an expression of N; 1 is the colour alone. */
const covered = (label: string, colour: 'black' | 'white', level: string, stream: Stream): string =>
  [
    `${plain(colour, stream)},${aligned(stream)}[colour]`,
    `${even(level, stream)}[m]`,
    `[${label}][colour][m]maskedmerge[joined]`,
  ].join(';');
