import { type Size, sizeText } from '../../core/frames.ts';
import { nearest } from '../../core/nearest.ts';
import type { Capabilities, ProviderData } from '../../providers/capabilities.ts';
import type { Format, Segment } from '../../storyboard/model.ts';
import type { Findings } from '../findings.ts';
import { about } from '../findings.ts';
import { cheapestModel } from './draft.ts';
import { canMake, fitted, fitting, nearestSize, otherFits, smallestSize } from './sizes.ts';

/** Who makes a segment's footage, with what and in which size. */
export interface Maker {
  readonly provider: string;
  readonly model: Capabilities;
  readonly size: Size;
  /** Only where the model lets it be chosen. */
  readonly fps?: number;
}

export interface Casting {
  readonly providers: ReadonlyMap<string, ProviderData>;
  readonly format: Format;
  readonly draft: boolean;
  /** Whether all footage of the film is made by one model, and none is the user's own. */
  readonly isAlone: boolean;
}

/** Finds a segment's maker; undefined where the storyboard names none that exists. */
export type MakerFinder = (segment: Segment) => Maker | undefined;

export function makerFinder(casting: Casting, findings: Findings): MakerFinder {
  const found = new Map<string, Maker | undefined>();
  return (segment) => {
    const { kind } = segment.source;
    const key = `${segment.provider}\n${segment.model ?? ''}\n${casting.draft ? kind : ''}`;
    if (!found.has(key)) found.set(key, findMaker(segment, casting, findings));
    return found.get(key);
  };
}

function findMaker(segment: Segment, casting: Casting, findings: Findings): Maker | undefined {
  const provider = casting.providers.get(segment.provider);
  if (provider === undefined) return unknownProvider(segment, casting, findings);
  const named = provider.models.find(({ model }) => model === (segment.model ?? provider.defaultModel));
  if (named === undefined) return unknownModel(segment, provider, findings);
  if (provider.unavailable !== undefined) {
    const { reason, help } = provider.unavailable;
    findings.once(`unavailable ${provider.name}`, () => ({
      ...about(segment, 'warning', 'provider-unavailable'),
      message: reason,
      help,
    }));
  } else if (named.endOfLife !== undefined) {
    const { date, note } = named.endOfLife;
    findings.once(`end of life ${provider.name} ${named.model}`, () => ({
      ...about(segment, 'warning', 'model-retired'),
      message: `${named.model} reached its end on ${date}: ${note}`,
      help: 'Choose another model: `storycut providers` lists them. `--provider animatic` rehearses this one.',
    }));
  }
  const { format, draft } = casting;
  const model = draft ? cheapestModel(provider.models, named, segment.source.kind, format.size) : named;
  return {
    provider: provider.name,
    model,
    size: chooseSize(model, segment, casting, findings),
    ...(model.fps === 'any' && { fps: format.fps }),
  };
}

function chooseSize(model: Capabilities, segment: Segment, casting: Casting, findings: Findings): Size {
  const { format, draft } = casting;
  if (draft) return smallestSize(model.sizes, format.size);
  const size = nearestSize(model.sizes, format.size);
  if (format.exact && !canMake(model.sizes, format.size)) {
    findings.add({
      ...about(segment, 'error', 'size-impossible'),
      message: `${model.model} does not make ${sizeText(format.size)}.`,
      help: `The nearest that it makes is ${sizeText(size)}; or ask by \`aspect\` and \`resolution\`, and clips are fitted.`,
    });
    return size;
  }
  const how = fitting(size, format.size);
  if (how === 'smaller' || (how === 'other-aspect' && segment.fitSaid === undefined)) {
    findings.once(`clip-fitted ${segment.provider} ${model.model}`, () => ({
      ...about(segment, 'warning', 'clip-fitted'),
      message: `${model.model} makes ${sizeText(size)} at best for a film of ${sizeText(format.size)}: its clips are ${fitted(how, segment.fit)}.`,
      help: casting.isAlone
        ? `Write \`format: { size: ${sizeText(size)} }\` to show them as they are.`
        : how === 'other-aspect'
          ? otherFits('in `format`')
          : 'Choose a model that makes larger footage: `storycut providers` lists what each makes.',
    }));
  }
  return size;
}

function unknownProvider(segment: Segment, { providers }: Casting, findings: Findings): undefined {
  const near = nearest(segment.provider, providers.keys());
  findings.add({
    ...about(segment, 'error', 'unknown-provider'),
    message: `There is no provider "${segment.provider}".`,
    help: near === undefined ? `Known are ${[...providers.keys()].join(', ')}.` : `Did you mean "${near}"?`,
  });
}

function unknownModel(segment: Segment, provider: ProviderData, findings: Findings): undefined {
  const models = provider.models.map(({ model }) => model);
  const near = nearest(segment.model ?? '', models);
  findings.add({
    ...about(segment, 'error', 'unknown-model'),
    message: `${provider.name} has no model "${segment.model}".`,
    help: near === undefined ? `It has ${models.join(', ')}.` : `Did you mean "${near}"?`,
  });
}
