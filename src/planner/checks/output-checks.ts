import { type Size, sizeText, toFrames } from '../../core/frames.ts';
import type { Output } from '../../storyboard/model.ts';
import type { Findings } from '../findings.ts';
import { atMost } from '../models/lengths.ts';
import { enlargement } from '../models/sizes.ts';
import type { Timeline } from '../plan.ts';

/** Tells where the film can't give what an output asks of it. */
export function checkOutputs(
  outputs: readonly Output[],
  film: Size,
  { frames, fps }: Timeline,
  findings: Findings,
): void {
  for (const { name = 'film', place, size, fit, as, at } of outputs) {
    const about = { severity: 'warning', ...(place && { place }) } as const;
    // A contact sheet's size is that of all its pictures together.
    const scale = as === 'contact-sheet' ? 1 : enlargement(film, size, fit);
    if (scale > 1.01) {
      findings.add({
        ...about,
        code: 'output-enlarged',
        message: `The output ${name} has ${sizeText(size)} and the film ${sizeText(film)}: its picture is scaled up ${Number(scale.toFixed(2))} times.`,
        help: betterFit(film, size, fit),
      });
    }
    if (at !== undefined && toFrames(at, fps) >= frames) {
      findings.add({
        ...about,
        code: 'poster-beyond-film',
        message: `The output ${name} is to show what is seen at ${at} s, and the film is ${Number((frames / fps).toFixed(2))} s long: it shows the last frame.`,
        help: `Write \`at: ${atMost((frames - 1) / fps, undefined)}\` or less.`,
      });
    }
  }
}

const betterFit = (film: Size, size: Size, fit: Output['fit']): string =>
  enlargement(film, size, 'pad') < enlargement(film, size, fit)
    ? 'Make it smaller, the `format` larger, or fit it with `pad` or `blur`.'
    : 'Make it smaller, or the `format` larger.';
