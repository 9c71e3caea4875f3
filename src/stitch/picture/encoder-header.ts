import { rateText } from '../../core/rates.ts';
import { ok, type Result } from '../../core/result.ts';
import type { ParameterSets } from '../../media/avc/parameter-sets.ts';
import type { Cutting } from '../cutting-room.ts';
import { type CutProblems, cutFailed } from '../problems.ts';
import { encode, encodedBefore, type Rendering } from './encode.ts';

/**
 * The header of everything that is encoded for a film. It doesn't depend on content, so a single black frame yields it in
 * advance. It decides which footage can be copied.
 */
export async function encoderHeader(cutting: Cutting): Promise<Result<ParameterSets, CutProblems>> {
  const { size, timeline } = cutting.film;
  const black: Rendering = {
    inputs: [],
    graph: `color=c=black:s=${size.width}x${size.height}:r=${rateText(timeline.fps)},format=yuv420p[v]`,
    frames: 1,
    group: 1,
    failure: cutFailed,
  };
  const before = await encodedBefore(black, cutting);
  const encoded = before ? ok(before) : await encode(black, cutting);
  return encoded.ok ? ok(encoded.value.copyable.sets) : encoded;
}
