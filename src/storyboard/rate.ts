import { exactFps, exactRate, roundFps } from '../core/rates.ts';
import { type Said, say, says } from '../core/sentence.ts';
import type { Path } from './places.ts';
import type { Problems } from './problems.ts';
import { listOf } from './wording.ts';

/** The rates that aren't whole numbers, as people write them. */
const television = [23.976, 29.97, 47.952, 59.94, 119.88];

/** A rate as a file writes it, exactly: `29.97` and `23.98` are 30000/1001 and 24000/1001. */
export function rateOf(written: number, path: Path, problems: Problems): number {
  if (isRate(written)) return exactFps(written);
  problems.add({ code: 'out-of-range', path, ...unknownRate(path, written) });
  return exactFps(nearestRate(written));
}

/** Whether it is a whole number, or one of the others within a hundredth. */
export const isRate = (fps: number): boolean =>
  exactRate(fps).den === 1 || television.includes(roundFps(exactFps(fps)));

/** The rate that is probably meant. */
export function nearestRate(fps: number): number {
  const distance = (rate: number): number => Math.abs(rate - fps);
  return [Math.max(1, Math.round(fps)), ...television].reduce((best, rate) =>
    distance(rate) < distance(best) ? rate : best,
  );
}

const unknownRate = (path: Path, written: number): Said =>
  says(
    say`\`${{ key: String(path.at(-1)) }}\` must be ${{ text: listOf(['a whole number', ...television.map(String)], 'or'), params: { known: television } }}, not ${{ value: written }}.`,
    say`Write \`${{ write: `fps: ${nearestRate(written)}` }}\`.`,
  );
