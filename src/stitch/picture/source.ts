import { exactRate, rateText } from '../../core/rates.ts';
import { namedColours } from '../../media/encoding.ts';
import { byFileTime, unturned } from '../../media/ffmpeg.ts';
import { beginsFor } from '../../media/footage-facts.ts';
import { upright } from '../../media/upright.ts';
import type { Film } from '../cutting-room.ts';
import type { DrawnStill, Shot, Video } from '../material.ts';
import type { Copyable } from './copy.ts';
import { moveOver } from './dolly.ts';
import type { Rendering } from './encode.ts';
import { fitGraph } from './fit.ts';

/** What a shot's pieces are cut from: its own footage, or the prepared one. */
export interface CutSource {
  readonly shot: Shot;
  readonly video: Video;
  /** Absent if the film can't contain copies of it. */
  readonly copyable?: Copyable;
  /** The number of its frame that is the shot's first. */
  readonly first: number;
  /** The number of frames it has, if too few. */
  readonly there?: number;
}

/** Frames of footage, from the one numbered `from` on. */
export interface Range {
  readonly material: Video | DrawnStill;
  readonly from: number;
  readonly frames: number;
  readonly fit: Shot['entry']['fit'];
  /** The playback speed, which also scales the number of frames; absent: unchanged. */
  readonly speed?: number;
  /** The number of frames there are, if too few: the last one is held. */
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

/**
 * Holds the last frame but one where the last is shown for so short a time, as at the end of an edit, that an ffmpeg leaves it
 * out.
 */
export const holdingLast = (
  range: Range,
  all: number,
  rendering: (range: Range) => Rendering,
): Pick<Rendering, 'short'> => ({
  short: (has) =>
    has === all - 1 && range.has === undefined && range.frames > 1
      ? { instead: rendering({ ...range, has: range.frames - 1 }) }
      : undefined,
});

/** An ffmpeg input. */
export function inputOf(
  { material, from, frames, speed = 1 }: Range,
  { timeline: { fps } }: Film,
): Rendering['inputs'][number] {
  const { key, file } = material;
  if (material.kind === 'still') return { key, file, args: ['-f', `${material.format}_pipe`] };
  const seek = seekTo(material, from * speed, fps).toFixed(6);
  // More threads decode further ahead, which is wasted if only a few frames are needed.
  const threads = frames * speed <= 2 * fps ? ['-threads', '1'] : [];
  // Not every ffmpeg knows every turn.
  const still = material.facts.turn ? [unturned] : [];
  const decoder = material.clear?.decoder ? ['-c:v', material.clear.decoder] : [];
  return { key, file, args: [...threads, ...still, ...decoder, ...byFileTime, '-ss', seek] };
}

/** A graph that turns the input of this number into frames of the film. */
export function framesOf(range: Range, film: Film, input: number, to: string): string {
  const from = `${input}:v:${range.material.kind === 'video' ? range.material.facts.tracks.picture : 0}`;
  const { material, from: first, frames, fit, speed = 1, has } = range;
  const { fps } = film.timeline;
  const rate = rateText(fps);
  const counted = [`setpts=N/(${rate}*TB)`, `trim=end_frame=${frames}`];
  // When the filter compares `start`, it has already counted the frame.
  const hold = (last: number): string => `loop=loop=${frames}:size=1:start=${last}`;
  if (material.kind === 'still') {
    if (material.moving) return movedGraph(material.moving, range, film, from, to);
    const fitted = fitGraph(material, fit, film.size, from, `${to}-still`);
    return `${fitted};[${to}-still]${[hold(1), ...counted].join(',')}[${to}]`;
  }
  const cut = [
    ...(material.clear ? [material.clear.onBlack] : []),
    ...upright(material.facts),
    ...timed(beginOf(material, first * speed, fps), speed, fps),
    ...(has === undefined ? [] : [hold(has)]),
    ...counted,
  ];
  return `[${from}]${cut.join(',')}[${to}-cut];${fitGraph(material, fit, film.size, `${to}-cut`, to)}`;
}

/** A graph that makes `[v]` of a range of its only input: pictures as they are decoded, at the film's rate. */
export function pictureOf(
  { material, from, frames }: Range & { readonly material: Video },
  film: Film,
): string {
  const { fps } = film.timeline;
  const counted = [`setpts=N/(${rateText(fps)}*TB)`, `trim=end_frame=${frames}`];
  const cut = [...timed(beginOf(material, from, fps), 1, fps), ...counted];
  return `[0:v:${material.facts.tracks.picture}]${cut.join(',')}[v]`;
}

/** What a camera sees while it moves over a still. */
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
 * Frames of the film by which footage is delayed. At twice the film's rate, every other picture is exactly between two
 * frames: rounding would choose now the one and now the other, and motion would stutter.
 */
const late = 1 / 16;

/** Filters that show footage from a time on, in seconds, at the film's rate. */
function timed(begin: number, speed: number, fps: number): readonly string[] {
  const rate = rateText(fps);
  if (speed === 1)
    return [
      `setpts=PTS-${(begin - late / fps).toFixed(9)}/TB`,
      // A last picture that is shown for hardly any time is shown nevertheless.
      `fps=fps=${rate}:start_time=0:eof_action=pass`,
    ];
  // Each frame shows the latest picture that has begun. Rounding would show one that begins later.
  const early = (begin + (late * speed) / fps).toFixed(9);
  return [`setpts=(PTS-${early}/TB)/${speed}`, `fps=fps=${rate}:start_time=0:round=up`];
}

/** Seconds. Leaves room for frames that are decoded after a keyframe and shown before it. */
const reordered = 0.5;
/** Seconds. Some ffmpegs seek 3/23 s too early if frames are reordered; this is slightly more. */
const earlier = 0.15;

/**
 * Where to seek so that decoding begins with the last keyframe shown by the time of a frame. How a time selects a keyframe
 * depends on ffmpeg's version. One version compares it to the keyframe's decode time, which is before its display time;
 * another looks some frames earlier, and would decode a whole additional group.
 */
function seekTo(video: Video, frame: number, fps: number): number {
  const { avc, ahead = 0 } = video.facts;
  const start = beginsFor(video.facts);
  const wanted = beginOf(video, frame, fps);
  // Time stamps may have been rounded up.
  const surely = 0.25 / fps;
  if (!avc) return Math.max(start, wanted - reordered) + surely;
  let key = start;
  let next = Number.POSITIVE_INFINITY;
  for (const [i, said] of avc.times.entries()) {
    if (avc.keys[i] !== 1) continue;
    const time = said - ahead;
    if (time <= wanted + 0.01 / fps) key = Math.max(key, time);
    else next = Math.min(next, time);
  }
  const late = Math.max(wanted + surely, key + earlier);
  return Math.max(key + surely, Math.min(late, next - reordered));
}

const beginOf = ({ facts }: Video, frame: number, fps: number): number => beginsFor(facts) + frame / fps;
