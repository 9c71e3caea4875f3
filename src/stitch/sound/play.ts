import { limit, limiterReach } from './limiter.ts';
import { mix } from './mix.ts';
import type { Passage } from './passage.ts';
import { blockSamples, factorOf } from './raw.ts';

/** The gain and the ceiling of the whole film. */
export interface Master {
  /** dB */
  readonly gain: number;
  /** The level in dB below full scale that nothing exceeds. */
  readonly ceiling: number;
}

/**
 * The film's sound between two samples, ready to encode, block by block; each block overwrites the one before. The division
 * into blocks has no effect on the result: each is computed with its surroundings.
 */
export async function* play(
  passages: readonly Passage[],
  { gain, ceiling }: Master,
  begin: number,
  end: number,
  signal: AbortSignal,
): AsyncGenerator<Float32Array> {
  const factor = factorOf(gain);
  const most = 2 * (blockSamples + 2 * limiterReach);
  const mixed = new Float32Array(most);
  const spare = new Int16Array(most);
  for (let at = begin; at < end; at += blockSamples) {
    signal.throwIfAborted();
    const stop = Math.min(end, at + blockSamples);
    const sound = mixed.subarray(0, 2 * (stop - at + 2 * limiterReach));
    await mix(sound, passages, at - limiterReach, spare);
    if (factor !== 1) for (let i = 0; i < sound.length; i++) sound[i] = (sound[i] ?? 0) * factor;
    limit(sound, factorOf(ceiling));
    yield sound.subarray(2 * limiterReach, 2 * (limiterReach + stop - at));
  }
}
