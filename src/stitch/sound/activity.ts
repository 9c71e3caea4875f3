import { basename } from 'node:path';
import type { CuttingRoom } from '../cutting-room.ts';
import type { Kept } from './decode.ts';
import { numbersOf } from './numbers.ts';
import { blocksOf, factorOf, rate } from './raw.ts';

/** Something is heard from sample `begin` to before `end`. */
export interface Heard {
  readonly begin: number;
  readonly end: number;
}

/** The measuring window: 20 ms, shorter than any word. */
const look = rate / 50;
/** Pauses up to 1.5 s count as speech. In shorter ones the music would hardly come back. */
const longestPause = 1.5 * rate;
/** In dB: what counts as heard is at most this much below the loudest part, and above silence. */
const range = -26;
const silence = -60;

/** Where something is really heard in a recording, usually speech. Cached. */
export async function activityOf(
  { file, samples, lowered }: Kept,
  room: CuttingRoom,
): Promise<readonly Heard[]> {
  const least = silence - lowered;
  const depends = { version: 1, activity: basename(file), look, longestPause, range, silence: least };
  const edges = await numbersOf(room, depends, async () => {
    const powers: number[] = [];
    for await (const block of blocksOf(file, samples, room.signal)) {
      for (let at = 0; at < block.length; at += 2 * look)
        powers.push(meanPower(block.subarray(at, at + 2 * look)));
    }
    return heardIn(powers, least).flatMap(({ begin, end }) => [begin, Math.min(end, samples)]);
  });
  return edges.flatMap((begin, i) => (i % 2 === 0 ? [{ begin, end: edges[i + 1] ?? begin }] : []));
}

function meanPower(sound: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < sound.length; i++) sum += (sound[i] ?? 0) ** 2;
  return sum / sound.length;
}

/** `silent` in dB. */
function heardIn(powers: readonly number[], silent: number): readonly Heard[] {
  const loudest = powers.reduce((most, power) => Math.max(most, power), 0);
  const least = Math.max(loudest * factorOf(range) ** 2, factorOf(silent) ** 2);
  const heard = powers.flatMap((power, i) =>
    power > least ? [{ begin: i * look, end: (i + 1) * look }] : [],
  );
  return joined(heard);
}

/** In order. Those with only a pause between them are merged. */
export function joined(all: readonly Heard[]): readonly Heard[] {
  const result: Heard[] = [];
  for (const { begin, end } of all.toSorted((a, b) => a.begin - b.begin)) {
    const last = result.at(-1);
    if (last && begin - last.end <= longestPause) {
      result[result.length - 1] = { begin: last.begin, end: Math.max(last.end, end) };
    } else {
      result.push({ begin, end });
    }
  }
  return result;
}
