import { basename } from 'node:path';
import type { CuttingRoom } from '../cutting-room.ts';
import type { Kept } from './decode.ts';
import { loudnessOf } from './loudness-meter.ts';
import { numbersOf } from './numbers.ts';
import { blocksOf } from './raw.ts';

/** LUFS below which a recording counts as room noise and keeps its level. */
const quietest = -50;
/** The most dB by which a recording is turned up or down. */
const most = 20;

/** The dB that bring a recording from its original level to a loudness. */
export async function gainTo(
  target: number | undefined,
  { file, samples, lowered }: Kept,
  room: CuttingRoom,
): Promise<number> {
  if (target === undefined) return 0;
  const [measured] = await numbersOf(room, { version: 1, loudness: basename(file) }, async () => {
    const found = await loudnessOf(blocksOf(file, samples, room.signal));
    return found === undefined ? [] : [found];
  });
  if (measured === undefined) return 0;
  const loudness = measured + lowered;
  if (loudness < quietest) return 0;
  return inTenths(Math.min(most, Math.max(-most, target - loudness)));
}

/** Steps too small to be heard, and large enough that a small change to a film keeps most of its sound. */
export const inTenths = (decibels: number): number => Math.round(decibels * 10) / 10;
