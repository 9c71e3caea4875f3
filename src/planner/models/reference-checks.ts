import type { MediumKind } from '../../core/request.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';
import type { Capabilities, ReferenceLimits } from '../../providers/capabilities.ts';
import type { OwnReference, Segment } from '../../storyboard/model.ts';
import { about, type Findings } from '../findings.ts';
import { type KnownProviders, modelsThat } from './able.ts';
import { inSeconds } from './lengths.ts';
import { type SizedModel, whyNone } from './reference-limits.ts';

/**
 * What a segment leans on, whether it begins or ends with a picture, too, and how many seconds the longest of its jobs makes.
 */
export interface Leaning {
  readonly segment: Segment;
  readonly references: readonly OwnReference[];
  readonly framed: boolean;
  readonly seconds: number;
}

/** Reports references of a segment that its model does not accept. */
export function checkReferences(
  leaning: Leaning,
  { model, size }: SizedModel,
  providers: KnownProviders,
  findings: Findings,
): void {
  const { segment, references, framed } = leaning;
  if (references.length === 0) return;
  // What many segments inherit is one mistake.
  const which = references.map(({ medium, file: { sha256 } }) => `${medium} ${sha256}`).join(' ');
  const refuse = (why: string, message: Sentence, mend: Sentence): void =>
    findings.once(`refused ${model.model} ${why}: ${which}`, () => ({
      ...about(segment, 'error', 'reference-impossible'),
      ...says(
        message,
        say`${mend}, or ${modelsThat((one) => acceptsReferences(one, references, framed), 'accepts these references', providers)}.`,
      ),
    }));
  const limits = model.inputs.references;
  const named = say`${{ model: model.model }}`;
  for (const medium of media) {
    const own = references.filter((one) => one.medium === medium);
    const { most, seconds, longest, tooMany, tooLong } = measured(own, limits, medium);
    const { one, many } = inWords[medium];
    if (tooMany)
      refuse(
        `too many ${medium}`,
        say`${segment.id} has ${{ count: own.length }} ${own.length === 1 ? one : many}, but ${named} accepts ${most === 0 ? 'none' : say`at most ${{ most }}`}.`,
        say`Delete ${most === 0 ? 'them' : 'some'} from \`references\``,
      );
    if (tooLong)
      refuse(
        `too long ${medium}`,
        say`The ${own.length === 1 ? one : many} of ${segment.id} ${own.length === 1 ? 'is' : 'are'} ${inSeconds('length', seconds)} long, but ${named} accepts at most ${inSeconds('longest', longest)}.`,
        say`Use a shorter part`,
      );
  }
  const why = mostOf(limits, 'image') === 0 ? undefined : whyNone({ model, size }, leaning);
  if (why !== undefined)
    refuse(
      why.text,
      limits.apart && framed
        ? say`${named} does not accept references ${why}, and ${segment.id} has both.`
        : say`${segment.id} has references, but ${named} does not accept any ${why}.`,
      limits.apart && framed
        ? say`Delete its \`references\`, or the picture that it begins or ends with`
        : say`Delete its \`references\`, ask for a smaller \`resolution\` or a shorter \`duration\``,
    );
}

/** Whether a model accepts all that a segment leans on. */
export const canLean = (leaning: Leaning, sized: SizedModel): boolean =>
  leaning.references.length === 0 ||
  (acceptsReferences(sized.model, leaning.references, leaning.framed) &&
    whyNone(sized, leaning) === undefined);

/** Whether a model accepts all of these at once. */
export const acceptsReferences = (
  { inputs: { references: limits } }: Capabilities,
  references: readonly OwnReference[],
  framed: boolean,
): boolean =>
  references.length === 0 ||
  (!(limits.apart && framed) &&
    media.every((medium) => {
      const own = references.filter((one) => one.medium === medium);
      const { tooMany, tooLong } = measured(own, limits, medium);
      return !tooMany && !tooLong;
    }));

/** References of a medium beside what a model accepts of it. */
function measured(own: readonly OwnReference[], limits: ReferenceLimits, medium: MediumKind) {
  const [most, longest] = [mostOf(limits, medium), longestOf(limits, medium)];
  const seconds = secondsOf(own);
  return { most, longest, seconds, tooMany: own.length > most, tooLong: seconds > longest };
}

const media: readonly MediumKind[] = ['image', 'video', 'audio'];

const inWords = {
  image: { one: 'reference image', many: 'reference images' },
  video: { one: 'reference video', many: 'reference videos' },
  audio: { one: 'reference recording', many: 'reference recordings' },
} as const;

const mostOf = ({ images, videos = 0, audio = 0 }: ReferenceLimits, medium: MediumKind): number =>
  ({ image: images, video: videos, audio })[medium];

const longestOf = ({ longest = {} }: ReferenceLimits, medium: MediumKind): number =>
  ({ image: undefined, video: longest.videos, audio: longest.audio })[medium] ?? Infinity;

const secondsOf = (references: readonly OwnReference[]): number =>
  references.reduce((sum, { file: { facts } }) => sum + (facts.kind === 'image' ? 0 : facts.seconds), 0);
