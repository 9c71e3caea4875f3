import { availableParallelism } from 'node:os';
import { ok, type Result } from '../../core/result.ts';
import type { FfmpegFailure } from '../../media/ffmpeg.ts';
import type { Cutting, CuttingRoom } from '../cutting-room.ts';
import type { Shot } from '../material.ts';
import { inParallel } from '../parallel.ts';
import { type CutProblems, cutFailed, failedRun } from '../problems.ts';
import type { Tell } from '../progress.ts';
import { layOut, lengthOf } from './lay-out.ts';
import { inTenths } from './level.ts';
import { masterTo, untouched } from './master.ts';
import type { Mix } from './passage.ts';
import type { Master } from './play.ts';
import { loudnessMissed, peakMissed } from './problems.ts';
import { encodeReel, reelsOf, type SoundRun } from './reel.ts';
import { peakOfReel } from './reel-peak.ts';

/**
 * The film's sound, as packets that fit together as if encoded in one go. All of it is decoded and laid out to the sample
 * first: AAC that is joined by copying grows by the encoder's delay at each cut, and drifts away from the picture.
 */
export async function renderSound(
  shots: readonly Shot[],
  cutting: Cutting,
  tell: Tell,
): Promise<Result<readonly SoundRun[], CutProblems>> {
  const { film } = cutting;
  const passages = await layOut(shots, cutting);
  if (!passages.ok) return passages;
  tell(decoded);
  const mix: Mix = { passages: passages.value, length: lengthOf(film) };
  const target = film.sound.loudness;
  const runs =
    target === undefined
      ? await encode(mix, untouched, cutting, tell)
      : await encodeAt(target, mix, cutting, tell);
  if (runs.ok) return ok(runs.value);
  return failedRun(runs.error, cutFailed);
}

/** LU by which a film may miss its loudness without a warning. */
const tolerance = 0.5;
/** A film's maximum in dBTP, according to EBU R 128. */
const highest = -1;
/** The limiter's initial ceiling in dB, before it is known how much AAC adds, and the number of further tries. */
const firstCeiling = -2;
const rounds = 5;

/** Encodes the film at a loudness. If AAC makes peaks too high, tries again with more headroom. */
async function encodeAt(
  target: number,
  mix: Mix,
  room: CuttingRoom,
  tell: Tell,
): Promise<Result<readonly SoundRun[], FfmpegFailure>> {
  let ceiling = firstCeiling;
  for (let round = 1; ; round++) {
    const { master, loudness = target, attainable = target } = await masterTo(target, ceiling, mix, room);
    const runs = await encode(mix, master, room, tell);
    if (!runs.ok) return runs;
    const peaks = await inParallel(runs.value, availableParallelism(), (run) => peakOfReel(run, room));
    if (!peaks.ok) return peaks;
    const peak = Math.max(...peaks.value);
    const over = peak - highest;
    if (over <= 0 || round === rounds) {
      const missed = Math.abs(target - loudness) > tolerance;
      if (missed) room.emit({ type: 'notice', diagnostic: loudnessMissed(target, loudness, attainable) });
      if (over > 0) room.emit({ type: 'notice', diagnostic: peakMissed(highest, peak, loudness) });
      return runs;
    }
    ceiling = inTenths(ceiling - over - 0.1);
  }
}

/** The share of the work that is done when everything is decoded. */
const decoded = 0.3;

function encode(
  mix: Mix,
  master: Master,
  room: CuttingRoom,
  tell: Tell,
): Promise<Result<readonly SoundRun[], FfmpegFailure>> {
  const reels = reelsOf(mix.length);
  let done = 0;
  return inParallel(reels, availableParallelism(), async (reel) => {
    const run = await encodeReel(reel, mix, master, room);
    done++;
    tell(decoded + ((1 - decoded) * done) / reels.length);
    return run;
  });
}
