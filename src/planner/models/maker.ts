import { type Size, sizeText } from '../../core/frames.ts';
import { nearest } from '../../core/nearest.ts';
import { listed, say, says } from '../../core/sentence.ts';
import type { Capabilities, ProviderData } from '../../providers/capabilities.ts';
import type { Format, Segment, Source } from '../../storyboard/model.ts';
import { shown } from '../../storyboard/wording.ts';
import { about, aboutChoice, type Findings } from '../findings.ts';
import { cheapestModel } from './draft.ts';
import { noProvider } from './no-provider.ts';
import {
  canMake,
  fills,
  fitted,
  fitting,
  formatSize,
  growth,
  nearestSize,
  otherFits,
  smallestSize,
} from './sizes.ts';

/** Who makes a segment's footage, with what and in which size. */
export interface Maker {
  readonly provider: string;
  readonly model: Capabilities;
  readonly size: Size;
  /** Only if the model lets it be chosen. */
  readonly fps?: number;
}

export interface Casting {
  readonly providers: ReadonlyMap<string, ProviderData>;
  readonly format: Format;
  readonly draft: boolean;
  /** Whether all footage of the film is made by one model, and none is the user's own. */
  readonly isAlone: boolean;
}

/** Finds a segment's maker; undefined if the storyboard names none that exists. */
export type MakerFinder = (segment: Segment) => Maker | undefined;

export function makerFinder(casting: Casting, findings: Findings): MakerFinder {
  const found = new Map<string, Maker | undefined>();
  return (segment) => {
    const key = `${segment.provider}\n${segment.model ?? ''}\n${casting.draft ? kindOf(segment.source) : ''}`;
    if (!found.has(key)) found.set(key, findMaker(segment, casting, findings));
    return found.get(key);
  };
}

/** What a model has to be able to do. */
const kindOf = (source: Source): string =>
  [
    source.kind,
    'lastImage' in source,
    ...(('references' in source && source.references) || []).map(
      ({ medium, file }) => `${medium} ${file.sha256}`,
    ),
  ].join(' ');

function findMaker(segment: Segment, casting: Casting, findings: Findings): Maker | undefined {
  const provider = casting.providers.get(segment.provider);
  if (provider === undefined) return unknownProvider(segment, casting, findings);
  if (provider.models.length === 0) return noModels(segment, provider, findings);
  const named = provider.models.find(({ model }) => model === (segment.model ?? provider.defaultModel));
  if (named === undefined) return unknownModel(segment, provider, findings);
  if (provider.unavailable !== undefined) {
    const { reason, help } = provider.unavailable;
    findings.once(`unavailable ${provider.name}`, () => ({
      ...aboutChoice(segment, 'provider', 'warning', 'provider-unavailable'),
      message: reason,
      help,
    }));
  } else if (named.endOfLife !== undefined) {
    const { date, note } = named.endOfLife;
    findings.once(`end of life ${provider.name} ${named.model}`, () => ({
      ...aboutChoice(segment, 'model', 'warning', 'model-retired'),
      ...says(
        say`${{ model: named.model }} is retired as of ${{ date }}: ${{ cause: note }}`,
        say`Choose another model (\`storycut providers\` lists them), or rehearse this one with \`--provider animatic\`.`,
      ),
    }));
  }
  const { format, draft } = casting;
  const model = draft ? cheapestModel(provider.models, named, segment.source, format.size) : named;
  return {
    provider: provider.name,
    model,
    size: chooseSize(model, segment, casting, findings),
    ...(typeof model.fps === 'string' && { fps: model.fps === 'any' ? format.fps : Math.round(format.fps) }),
  };
}

function chooseSize(model: Capabilities, segment: Segment, casting: Casting, findings: Findings): Size {
  const { format, draft } = casting;
  if (draft) return smallestSize(model.sizes, format.size);
  const size = nearestSize(model.sizes, format.size);
  if (format.exact && !canMake(model.sizes, format.size)) {
    findings.add({
      ...about(segment, 'error', 'size-impossible'),
      ...says(
        say`${{ model: model.model }} can't make ${{ wanted: sizeText(format.size) }}.`,
        say`Use ${{ nearest: sizeText(size) }}, the nearest size that it makes; or write \`aspect\` and \`resolution\`, and clips are fitted.`,
      ),
    });
    return size;
  }
  const how = fills(segment, size, format.size) ? growth(size, format.size) : fitting(size, format.size);
  if (how === 'smaller' || (how === 'other-aspect' && segment.fitSaid === undefined)) {
    findings.once(`clip-fitted ${segment.provider} ${model.model}`, () => ({
      ...about(segment, 'warning', 'clip-fitted'),
      ...says(
        say`${{ model: model.model }} makes ${{ size: sizeText(size) }} at best for a film of ${{ filmSize: sizeText(format.size) }}: its clips are ${fitted(how, segment.fit)}.`,
        casting.isAlone
          ? say`Write ${formatSize(size)} to show them as they are.`
          : how === 'other-aspect'
            ? say`${otherFits('in `format`')}`
            : say`Choose a model that makes larger footage: \`storycut providers ${segment.provider}\` lists sizes.`,
      ),
    }));
  }
  return size;
}

function unknownProvider(segment: Segment, { providers }: Casting, findings: Findings): undefined {
  findings.add({
    ...aboutChoice(segment, 'provider', 'error', 'unknown-provider'),
    ...noProvider(segment.provider, providers.values()),
  });
}

/** Why it has none is for the provider to say. */
function noModels(segment: Segment, { name, unavailable }: ProviderData, findings: Findings): undefined {
  findings.once(`models ${name}`, () => ({
    ...aboutChoice(segment, 'provider', 'error', 'list-unread'),
    message: unavailable?.reason ?? `${name} has no models.`,
    ...(unavailable && { help: unavailable.help }),
  }));
}

function unknownModel(segment: Segment, provider: ProviderData, findings: Findings): undefined {
  const models = provider.models.map(({ model }) => model);
  const near = nearest(segment.model ?? '', models);
  findings.add({
    ...aboutChoice(segment, 'model', 'error', 'unknown-model'),
    ...says(
      say`${{ provider: provider.name }} has no model ${shown({ model: segment.model ?? provider.defaultModel })}.`,
      near === undefined
        ? say`It has: ${listed({ known: models })}.`
        : say`Did you mean "${{ nearest: near }}"?`,
    ),
  });
}
