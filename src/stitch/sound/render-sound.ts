import { availableParallelism } from 'node:os';
import { err, ok, type Result } from '../../core/result.ts';
import type { CuttingRoom, Film } from '../cutting-room.ts';
import type { Shot } from '../material.ts';
import { inParallel } from '../parallel.ts';
import { cutFailed, type Problems, stopped } from '../problems.ts';
import { layOut, lengthOf } from './lay-out.ts';
import { masterTo, untouched } from './master.ts';
import type { Part } from './part.ts';
import type { Master } from './play.ts';
import { loudnessMissed } from './problems.ts';
import { encodeReel, reelsOf, type SoundRun } from './reel.ts';

/**
 * The film's sound, as packets that follow each other as if they had been encoded as one. All of it is decoded
 * and laid out to the sample first: AAC that is joined by copying grows by the encoder's delay at each cut, and
 * drifts away from the picture.
 */
export async function renderSound(
  shots: readonly Shot[],
  film: Film,
  room: CuttingRoom,
  signal: AbortSignal,
): Promise<Result<readonly SoundRun[], Problems>> {
  const parts = await layOut(shots, film, room, signal);
  if (!parts.ok) return parts;
  const length = lengthOf(film);
  const master = await masterOf(parts.value, film, room, signal);
  const runs = await inParallel(reelsOf(length), availableParallelism(), (reel) =>
    encodeReel(reel, parts.value, length, master, room, signal),
  );
  if (runs.ok) return ok(runs.value);
  return runs.error.aborted ? stopped : err([cutFailed(runs.error.message)]);
}

/** LU that a film may be off its loudness without a word. */
const tolerance = 0.5;

async function masterOf(
  parts: readonly Part[],
  film: Film,
  room: CuttingRoom,
  signal: AbortSignal,
): Promise<Master> {
  const target = film.sound.loudness;
  if (target === undefined) return untouched;
  const { master, loudness } = await masterTo(target, parts, lengthOf(film), room, signal);
  if (loudness !== undefined && Math.abs(target - loudness) > tolerance) {
    room.emit({ type: 'notice', diagnostic: loudnessMissed(target, loudness) });
  }
  return master;
}
