import { mergeParameterSets, type ParameterSets } from '../../media/avc/parameter-sets.ts';
import { type CodedPicture, restartAt } from '../../media/avc/restart.ts';
import { type CodedFootage, readGroup } from '../../media/coded-group.ts';
import { group, type Restorable } from '../../media/encoding.ts';
import { underHeaders } from '../../media/own-headers.ts';
import type { RestartedFootage } from '../../media/write-restarted.ts';
import type { Cutting } from '../cutting-room.ts';
import type { Shot, Video } from '../material.ts';
import { unreadable } from '../problems.ts';
import { type Copyable, copyable } from './copy.ts';
import type { Rendering } from './encode.ts';
import { isDrawnOn } from './guide.ts';
import type { Stretch } from './pieces.ts';
import { isWrittenOn } from './prepare.ts';
import { inputOf, pictureOf } from './source.ts';

/** A shot whose footage is copied from a frame on at which it has no keyframe. */
export interface Restarting {
  readonly shot: Shot;
  readonly own: Copyable;
  readonly video: Video;
  readonly footage: RestartedFootage;
  /** Frames from its first on that the film shows. */
  readonly frames: number;
  /** The few pictures that have to be encoded for that. */
  readonly rendering: Rendering;
  /** Whether there is room to keep its last frames until they are joined with what comes after. */
  readonly keepsEnd?: boolean;
}

/** Seconds of footage that are encoded anew at most. */
const mostRestored = 1;
/**
 * Pictures that are each predicted from the one before, at most. What the first ones lack adds up: behind so many, half a decibel is
 * left to what would be encoded as a whole (docs/performance.md).
 */
const longestChain = 72;

/** H.264's profiles, and how pictures are coded that become part of such footage. */
const codings: ReadonlyMap<number, Restorable> = new Map([
  [66, 'restored-plain'],
  [77, 'restored'],
  [100, 'restored'],
]);

/** The numbers of our own parameter sets in footage of others: by the set that they refer to, and by coding. */
const firstSet = 8;
const setNumber = (sequence: number, coding: Restorable): number =>
  firstSet + 8 * sequence + (coding === 'restored' ? 0 : 1);
const lastSet = 255;

/**
 * How footage can be copied from the first frame on that is visible alone. Undefined if it can't. `header`: that of all else
 * that is in the film.
 */
export async function restartOf(
  shot: Shot,
  stretch: Stretch | undefined,
  header: ParameterSets,
  cutting: Cutting,
): Promise<Restarting | undefined> {
  const { film } = cutting;
  const { entry, material: video } = shot;
  if (video.kind !== 'video' || entry.speed !== undefined || stretch === undefined) return undefined;
  if (isWrittenOn(entry, film) || isDrawnOn(entry, film)) return undefined;
  const { fps } = film.timeline;
  const own = copyable(video.file, video.facts, { size: film.size, fps });
  const begin = beginOf(entry, stretch, fps);
  const end = entry.sourceStart + entry.frames;
  if (!own?.shows.includes(end - 1)) return undefined;
  const coded = await readGroup(own, begin);
  const [sequence] = own.sets.sequence.keys();
  const coding = coded && codings.get(coded.context.sequence.profile);
  if (!coded || coding === undefined || sequence === undefined) return undefined;
  const set = setNumber(sequence, coding);
  if (set > lastSet || coded.context.sequence.colour.fullRange || !isFree(header, own.sets)) return undefined;

  const predicted = ({ show, header }: CodedPicture): boolean =>
    show > begin && show < end && header.type === 0;
  if (coded.pictures.filter(predicted).length > longestChain) return undefined;

  const found = restartAt(coded.pictures, begin, coded.context.sequence, mostRestored * fps);
  if (!found) return undefined;
  const restored = found.restored.map((one) => ({ ...one, index: one.index + coded.index }));
  const restart = { ...found, restored, index: found.index + coded.index };
  const stop = own.shows.findLastIndex((frame) => frame >= begin && frame < end) + 1;
  if (stop <= restart.index || !(await isOwnAlone(own, coded.index, stop))) return undefined;
  const footage = { footage: own, context: coded.context, begin, restart, stop, set };
  const rendering = picturesFor(shot, video, footage, coding, cutting);
  return { shot, own, video, footage, frames: end - begin, rendering };
}

/**
 * Behind a join only at each half second: frames before that are encoded with the join, and while it changes little, what was made and
 * compared stays.
 */
function beginOf({ sourceStart }: Shot['entry'], { from }: Stretch, fps: number): number {
  const begin = sourceStart + from;
  const step = Math.max(1, Math.round(group.cut * fps));
  return from > 0 ? Math.ceil(begin / step) * step : begin;
}

/** Whether our own parameter sets and the footage's have numbers that nothing else in the film has. */
function isFree(header: ParameterSets, sets: ParameterSets): boolean {
  const merged = mergeParameterSets(header, sets);
  return merged !== undefined && [...merged.picture.keys()].every((number) => number < firstSet);
}

/** Whether these samples are all decoded with the footage's one header. */
async function isOwnAlone({ sets, file, packets }: CodedFootage, from: number, to: number): Promise<boolean> {
  const holds = await underHeaders(sets, file, packets, (i) => i >= from && i < to);
  return holds.subarray(from, to).every((one) => one === 1);
}

/** Frames as they are decoded, in the order in which they are shown. */
function picturesFor(
  shot: Shot,
  material: Video,
  { footage, begin, restart }: RestartedFootage,
  restored: Restorable,
  { film }: Cutting,
): Rendering {
  const last = restart.restored.reduce((most, { index }) => Math.max(most, footage.shows[index] ?? 0), begin);
  const range = { material, from: begin, frames: last + 1 - begin, fit: shot.entry.fit };
  return {
    inputs: [inputOf(range, film)],
    graph: pictureOf(range, film),
    frames: range.frames,
    restored,
    group: 0,
    failure: (reason) => unreadable(shot, reason),
  };
}
