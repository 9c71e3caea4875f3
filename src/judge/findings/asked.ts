import { sameAspect, sizeText } from '../../core/frames.ts';
import type { MadeFacts } from '../figures.ts';
import { rounded } from '../fold.ts';
import type { AskedFootage } from '../judgement.ts';
import { thresholds } from '../thresholds.ts';
import type { FootageFinding } from './seen.ts';

/** Footage of another length, size or rate than was asked for. */
export function unlikeAsked(made: MadeFacts, asked: AskedFootage): readonly FootageFinding[] {
  return [...lengthOf(made, asked), ...sizeOf(made, asked), ...rateOf(made, asked)];
}

function lengthOf({ seconds }: MadeFacts, asked: AskedFootage): readonly FootageFinding[] {
  const off = seconds - asked.seconds;
  if (off > -thresholds.tooShort && off < thresholds.tooLong) return [];
  const figure = {
    ...{ name: 'length', measured: rounded(seconds), unit: 's' },
    threshold: rounded(asked.seconds + (off < 0 ? -thresholds.tooShort : thresholds.tooLong)),
  };
  return [
    {
      kind: 'length',
      figure,
      message: `It is ${rounded(seconds)} s long instead of ${rounded(asked.seconds)} s.`,
    },
  ];
}

/** A larger picture of the same shape is no loss. */
function sizeOf({ size }: MadeFacts, asked: AskedFootage): readonly FootageFinding[] {
  if (size.width >= asked.size.width && sameAspect(size, asked.size)) return [];
  const figure = { name: 'width', measured: size.width, threshold: asked.size.width, unit: 'pixels' };
  return [{ kind: 'size', figure, message: `It is ${sizeText(size)} instead of ${sizeText(asked.size)}.` }];
}

function rateOf({ fps }: MadeFacts, asked: AskedFootage): readonly FootageFinding[] {
  if (asked.fps === undefined || fps > asked.fps - thresholds.rate) return [];
  const figure = {
    ...{ name: 'rate', measured: rounded(fps), unit: 'fps' },
    threshold: rounded(asked.fps - thresholds.rate),
  };
  return [
    {
      kind: 'rate',
      figure,
      message: `It has ${rounded(fps)} instead of ${rounded(asked.fps)} frames per second.`,
    },
  ];
}
