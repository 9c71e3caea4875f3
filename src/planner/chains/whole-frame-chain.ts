import { upToFrame } from '../../core/frames.ts';
import { type ChainLimits, shortestChain } from './chain.ts';

/** Seconds: lengths are rounded up to the millisecond. */
const rounding = 0.001;

/**
 * The shortest chain for some seconds of a film. If these end within a frame, the cut may or may not show that frame, so
 * the chain includes all of it, unless that takes more than the rest of the frame: a model with fixed lengths could then
 * make, and bill, much more. The last frame is held instead.
 */
export function wholeFrameChain(
  limits: ChainLimits,
  seconds: number,
  fps: number,
): readonly number[] | undefined {
  const chain = shortestChain(limits, seconds);
  const whole = upToFrame(seconds, fps);
  if (chain === undefined || whole === seconds) return chain;
  const longer = shortestChain(limits, whole);
  const isLittle = longer?.length === chain.length && sum(longer) - sum(chain) <= 1 / fps + rounding;
  return isLittle ? longer : chain;
}

const sum = (links: readonly number[]): number => links.reduce((all, link) => all + link, 0);
