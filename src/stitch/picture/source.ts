import { exactRate, namedColours, rateText } from '../../media/encoding.ts';
import type { Film } from '../cutting-room.ts';
import type { DrawnStill, Shot, Video } from '../material.ts';
import type { Copyable } from './copy.ts';
import { moveOver } from './dolly.ts';
import type { Rendering } from './encode.ts';
import { fitGraph } from './fit.ts';

/** What a shot's pieces are cut from: its own footage, or its prepared version. */
export interface CutSource {
  readonly shot: Shot;
  readonly video: Video;
  /** Absent if it can only be drawn on. */
  readonly copyable?: Copyable;
  /** The frame of it that is the shot's first. */
  readonly first: number;
  /** How many frames it has, if too few. */
  readonly there?: number;
}

/** Frames of some footage, from the one numbered `from` on. */
export interface Range {
  readonly material: Video | DrawnStill;
  readonly from: number;
  readonly frames: number;
  readonly fit: Shot['entry']['fit'];
  /** Its speed, which also scales its frame count; absent: unchanged. */
  readonly speed?: number;
  /** How many there are, if too few: the last is held. */
  readonly has?: number;
}

export function rangeOf({ shot, video, first, there }: CutSource, from: number, frames: number): Range {
  const begin = first + from;
  return {
    material: video,
    from: begin,
    frames,
    fit: shot.entry.fit,
    ...(there !== undefined && begin + frames > there && { has: there - begin }),
  };
}

/** An input of ffmpeg. */
export function inputOf(
  { material, from, frames, speed = 1 }: Range,
  { timeline: { fps } }: Film,
): Rendering['inputs'][number] {
  const { key, file } = material;
  if (material.kind === 'still') return { key, file, args: ['-f', `${material.format}_pipe`] };
  const seek = seekTo(material, from * speed, fps).toFixed(6);
  // More threads decode further ahead, which is wasted if little is needed.
  const threads = frames * speed <= 2 * fps ? ['-threads', '1'] : [];
  return { key, file, args: [...threads, '-noaccurate_seek', '-seek_timestamp', '1', '-ss', seek] };
}

/** A graph that makes the film's frames of it. */
export function framesOf(range: Range, film: Film, from: string, to: string): string {
  const { material, from: first, frames, fit, speed = 1, has } = range;
  const { fps } = film.timeline;
  const rate = rateText(fps);
  const counted = [`setpts=N/(${rate}*TB)`, `trim=end_frame=${frames}`];
  // The filter has counted a frame already when it asks whether that is the one to begin with.
  const hold = (last: number): string => `loop=loop=${frames}:size=1:start=${last}`;
  if (material.kind === 'still') {
    if (material.moving) return movedGraph(material.moving, range, film, from, to);
    const fitted = fitGraph(material, fit, film.size, from, `${to}-still`);
    return `${fitted};[${to}-still]${[hold(1), ...counted].join(',')}[${to}]`;
  }
  const cut = [
    ...timed(beginOf(material, first * speed, fps), speed, fps),
    ...(has === undefined ? [] : [hold(has)]),
    ...counted,
  ];
  return `[${from}]${cut.join(',')}[${to}-cut];${fitGraph(material, fit, film.size, `${to}-cut`, to)}`;
}

/** What a camera sees that moves over a still. */
function movedGraph(
  { way, window }: NonNullable<DrawnStill['moving']>,
  { frames, fit }: Range,
  film: Film,
  from: string,
  to: string,
): string {
  const { fps } = film.timeline;
  const rate = rateText(fps);
  const { num, den } = exactRate(fps);
  const moved = [
    'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p',
    namedColours,
    ...[`loop=loop=${frames}:size=1:start=1`, `settb=${den}/${num}`, 'setpts=N', `trim=end_frame=${frames}`],
    ...moveOver(way, window, { frames, fps, rate }),
  ];
  const seen = { kind: 'still', size: window } as const;
  return `[${from}]${moved.join(',')}[${to}-moved];${fitGraph(seen, fit, film.size, `${to}-moved`, to)}`;
}

/**
 * Frames of the film by which footage is taken to be late. Every other picture of twice the film's rate is as near to one
 * frame as to the next: rounding would choose this one here and that one there, and the motion would stumble.
 */
const late = 1 / 16;

/** Filters that show footage from a time of it on, in seconds, at the film's rate. */
function timed(begin: number, speed: number, fps: number): readonly string[] {
  const rate = rateText(fps);
  if (speed === 1)
    return [`setpts=PTS-${(begin - late / fps).toFixed(9)}/TB`, `fps=fps=${rate}:start_time=0`];
  // Each frame shows the picture that has begun last: where many fall to one, not the last that is near to it.
  const early = (begin + (late * speed) / fps).toFixed(9);
  return [`setpts=(PTS-${early}/TB)/${speed}`, `fps=fps=${rate}:start_time=0:round=up`];
}

/** Seconds that leave room for all frames that are decoded behind a keyframe and shown before it. */
const reordered = 0.5;
/** Seconds, and a little more, that some ffmpegs begin earlier than they are asked to where frames are reordered: 3/23. */
const earlier = 0.15;

/**
 * Where to have decoding begin, so that it does with the last keyframe that is shown by the time of a frame. Which one an
 * ffmpeg takes a time for hangs on its version: to one a keyframe counts from when it is decoded, before it is shown;
 * another looks for it some frames earlier, and would have another whole group decoded.
 */
function seekTo(video: Video, frame: number, fps: number): number {
  const { avc, start } = video.facts;
  const wanted = beginOf(video, frame, fps);
  // Time stamps may have been rounded up.
  const surely = 0.25 / fps;
  if (!avc) return Math.max(start, wanted - reordered) + surely;
  let key = start;
  let next = Number.POSITIVE_INFINITY;
  for (const [i, time] of avc.times.entries()) {
    if (avc.keys[i] !== 1) continue;
    if (time <= wanted + 0.01 / fps) key = Math.max(key, time);
    else next = Math.min(next, time);
  }
  const late = Math.max(wanted + surely, key + earlier);
  return Math.max(key + surely, Math.min(late, next - reordered));
}

const beginOf = ({ facts }: Video, frame: number, fps: number): number => facts.start + frame / fps;
