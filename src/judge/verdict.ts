import { unreachable } from '../core/result.ts';
import type { Figures } from './figures.ts';
import { unlikeAsked } from './findings/asked.ts';
import { barsIn } from './findings/bars.ts';
import { blackIn } from './findings/black.ts';
import { cutsIn } from './findings/cuts.ts';
import { driftIn } from './findings/drift.ts';
import { frozenIn } from './findings/frozen.ts';
import { loudnessOf, loudnessSteps, type SoundLevel } from './findings/loudness.ts';
import { seamFindings, seamOf } from './findings/seam.ts';
import type { FootageFinding, SeenFootage } from './findings/seen.ts';
import { clippingIn, silenceIn } from './findings/sound.ts';
import { type Indexes, mean, rounded } from './fold.ts';
import type { Correction, Finding, FootageFigures, LinkFigures, SeamFigures } from './judgement.ts';
import type { HeardStretch, JudgeQuestion } from './questions.ts';
import type { JudgedSeam } from './seams.ts';
import type { ShownStretch } from './stretches.ts';
import { type Viewing, viewingName } from './viewing.ts';

/** What a question was answered with; `why`: it can't be judged. */
export interface Verdict {
  readonly findings: readonly Finding[];
  readonly footage?: FootageFigures;
  readonly seam?: SeamFigures;
  readonly links?: readonly LinkFigures[];
  readonly why?: string;
}

/** What was measured at a viewing; a text says why there is nothing. */
export type FiguresOf = (viewing: Viewing) => Figures | string;

/** Pure: from what was measured to what is found. */
export function verdict(question: JudgeQuestion, figuresOf: FiguresOf): Verdict {
  switch (question.kind) {
    case 'footage':
      return aboutFootage(question, figuresOf(question.viewing));
    case 'seam':
      return aboutSeam(question.seam, figuresOf);
    case 'chain':
      return aboutChain(question.links, figuresOf);
    case 'levels':
      return { findings: loudnessSteps(question.heard.map((one) => levelOf(one, figuresOf))) };
    default:
      return unreachable(question);
  }
}

function aboutFootage(
  { segment, take, asked, own }: Extract<JudgeQuestion, { kind: 'footage' }>,
  figures: Figures | string,
): Verdict {
  if (typeof figures === 'string') return { findings: [], why: figures };
  const seen: SeenFootage = {
    figures,
    own: {
      from: pictureAt(figures, own.from),
      to: pictureAt(figures, own.until ?? Number.POSITIVE_INFINITY),
    },
  };
  const found: readonly FootageFinding[] = [
    ...(asked ? unlikeAsked(figures.made, asked) : []),
    ...blackIn(seen),
    ...frozenIn(seen),
    ...cutsIn(seen),
    ...barsIn(seen),
    ...(asked?.sound ? silenceIn(seen) : []),
    ...clippingIn(seen),
  ];
  const of = { segment, ...(take !== undefined && { take }) };
  return { findings: found.map((one) => ({ ...of, ...one })), footage: figuresIn(seen) };
}

function figuresIn({ figures, own }: SeenFootage): FootageFigures {
  const { made, pictures, fps } = figures;
  const loudness = loudnessOf(figures, own.from / fps, own.to / fps);
  return {
    ...{ seconds: rounded(made.seconds, 3), fps: rounded(made.fps, 3) },
    luma: rounded(mean(pictures.luma, own)),
    saturation: rounded(mean(pictures.saturation, own)),
    sharpness: rounded(mean(pictures.sharpness, own), 3),
    motion: rounded(mean(pictures.motion, own)),
    ...(loudness !== undefined && { loudness: rounded(loudness, 1) }),
  };
}

function aboutSeam(seam: JudgedSeam, figuresOf: FiguresOf): Verdict {
  const { kind, before, after } = seam;
  const [a, b] = [figuresOf(before.viewing), figuresOf(after.viewing)];
  if (typeof a === 'string') return { findings: [], why: a };
  if (typeof b === 'string') return { findings: [], why: b };
  const last = pictureAt(a, before.until) - 1;
  // What is continued is the end of the footage, and the film may cut away before that.
  if (
    kind === 'extend' &&
    last < a.pictures.count - 2 &&
    viewingName(before.viewing) !== viewingName(after.viewing)
  )
    return { findings: [], why: `the film does not show the end of ${before.segment}` };
  const first = pictureAt(b, after.from);
  const seen = seamOf(
    { figures: a, picture: Math.min(last, a.pictures.count - 1) },
    { figures: b, picture: first },
  );
  if (typeof seen === 'string') return { findings: [], why: seen };
  const findings = seamFindings(seen).map((found): Finding => {
    const correction = found.kind === 'repeated-frame' ? trimmedAt(seam, seen.figures.repeated) : undefined;
    const at = { segment: after.segment, after: before.segment };
    return { ...at, ...found, ...(correction && { correction }) };
  });
  return { findings, seam: seen.figures };
}

/** The segment whose trim makes nothing again: the one that was made to meet the other. */
function trimmedAt({ kind, before, after, trims }: JudgedSeam, frames: number): Correction | undefined {
  if (!trims) return undefined;
  return kind === 'next'
    ? { kind: 'trim-end', segment: before.segment, frames }
    : { kind: 'trim-start', segment: after.segment, frames };
}

function aboutChain(stretches: readonly ShownStretch[], figuresOf: FiguresOf): Verdict {
  const links: LinkFigures[] = [];
  for (const { segment, viewing, from, until } of stretches) {
    const figures = figuresOf(viewing);
    if (typeof figures === 'string') return { findings: [], why: figures };
    const shown: Indexes = { from: pictureAt(figures, from), to: pictureAt(figures, until) };
    const { luma, saturation, sharpness } = figures.pictures;
    links.push({
      segment,
      luma: rounded(mean(luma, shown)),
      saturation: rounded(mean(saturation, shown)),
      sharpness: rounded(mean(sharpness, shown), 3),
    });
  }
  return { findings: driftIn(links), links };
}

/** Of several clips, the loudness of the longest. */
function levelOf({ segment, stretches, volume }: HeardStretch, figuresOf: FiguresOf): SoundLevel | undefined {
  const [longest] = stretches.toSorted((a, b) => b.until - b.from - (a.until - a.from));
  const figures = longest && figuresOf(longest.viewing);
  if (longest === undefined || figures === undefined || typeof figures === 'string') return undefined;
  const loudness = loudnessOf(figures, longest.from - figures.begin, longest.until - figures.begin);
  return loudness === undefined ? undefined : { segment, loudness: loudness + volume, volume };
}

/** The picture that is shown at a time, or the one after the last. */
const pictureAt = ({ fps, begin, pictures }: Figures, seconds: number): number =>
  Math.max(0, Math.min(pictures.count, Math.round((seconds - begin) * fps)));
