import { type Size, toFrames } from '../../core/frames.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';
import type { Output } from '../../storyboard/model.ts';
import type { Findings } from '../findings.ts';
import { atMost, inSeconds } from '../models/lengths.ts';
import { enlargement, scaled, sized } from '../models/sizes.ts';
import type { Timeline } from '../plan.ts';

/** Reports where the film can't provide what an output asks for. */
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
        ...says(
          say`The output ${{ name }} is ${sized(size, film)}: its picture is ${scaled(scale)}.`,
          betterFit(film, size, fit),
        ),
      });
    }
    if (at !== undefined && toFrames(at, fps) >= frames) {
      findings.add({
        ...about,
        code: 'poster-beyond-film',
        ...says(
          say`The output ${{ name }} should show the film at ${{ at }} s, but the film is ${inSeconds('length', frames / fps)} long: it shows the last frame.`,
          say`Write \`${{ write: `at: ${atMost((frames - 1) / fps, undefined)}` }}\` or less.`,
        ),
      });
    }
  }
}

const betterFit = (film: Size, size: Size, fit: Output['fit']): Sentence =>
  enlargement(film, size, 'pad') < enlargement(film, size, fit)
    ? say`Make it smaller, make the \`format\` larger, or fit it with \`pad\` or \`blur\`.`
    : say`Make it smaller, or make the \`format\` larger.`;
