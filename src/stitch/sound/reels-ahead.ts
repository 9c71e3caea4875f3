import type { TimelineEntry } from '../../planner/plan.ts';
import type { Cutting, Film } from '../cutting-room.ts';
import { gatherSome } from '../gather.ts';
import { layOut, lengthOf } from './lay-out.ts';
import { untouched } from './master.ts';
import { sampleAt } from './raw.ts';
import { encodeReel, type Reel, reelsOf, windowOfReel } from './reel.ts';

/**
 * Encodes the reels of which everything is there, so that the last clip costs its own and not the film's. A film that is
 * brought to a loudness has none: what is missing decides how loud the rest is. `isFresh`: only reels in which such entries
 * are heard.
 */
export async function encodeReelsThere(
  cutting: Cutting,
  isFresh: (entry: TimelineEntry) => boolean,
): Promise<void> {
  const { film } = cutting;
  if (film.sound.loudness !== undefined) return;
  const length = lengthOf(film);
  const ready = reelsWithEntries(film).filter(
    ({ entries }) => entries.every(isThere) && entries.some(isFresh),
  );
  const heard = [...new Set(ready.flatMap(({ entries }) => entries))];
  const { shots } = await gatherSome(heard, cutting);
  if (shots.length < heard.length) return;
  const passages = await layOut(shots, cutting);
  if (!passages.ok) return;
  for (const { reel } of ready) {
    if (cutting.signal.aborted) return;
    await encodeReel(reel, { passages: passages.value, length }, untouched, cutting);
  }
}

const isThere = ({ footage }: TimelineEntry): boolean =>
  footage.kind !== 'clip' || footage.clip !== undefined;

interface HeardReel {
  readonly reel: Reel;
  /** The entries that are heard in it, or beside it by the encoder. */
  readonly entries: readonly TimelineEntry[];
}

/** Entries begin and end in order, so that all reels together look at each a few times. */
function reelsWithEntries(film: Film): readonly HeardReel[] {
  const { entries, fps } = film.timeline;
  const length = lengthOf(film);
  let first = 0;
  return reelsOf(length).map((reel) => {
    const { begin, end } = windowOfReel(reel, length);
    const endsBefore = (entry: TimelineEntry): boolean => sampleAt(entry.start + entry.frames, fps) <= begin;
    while (first < entries.length && endsBefore(entries[first] as TimelineEntry)) first++;
    let last = first;
    while (sampleAt(entries[last]?.start ?? film.timeline.frames, fps) < end && last < entries.length) last++;
    return { reel, entries: entries.slice(first, last) };
  });
}
