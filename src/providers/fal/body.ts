import type { Size } from '../../core/frames.ts';
import { sizeText } from '../../core/frames.ts';
import type { GenerateRequest, MediumKind, OfEach } from '../../core/request.ts';
import type { Capabilities } from '../capabilities.ts';
import type { MediaUris } from '../http/media-uris.ts';
import { optionsSent } from '../http/options-sent.ts';
import type { FalEndpoint, FalWire } from './wire.ts';

export interface FalCall {
  readonly endpoint: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What is posted for new footage. A length is always sent, and whether there is sound: without, the model decides. */
export function generateCall(
  request: GenerateRequest,
  media: MediaUris,
  model: Pick<Capabilities, 'tiers'>,
  wire: FalWire,
): FalCall {
  const endpoint = endpointFor(media, wire);
  const parts = {
    ...{ prompt: { prompt: request.prompt }, options: optionsSent(request) },
    seconds: { duration: durations[wire.duration](request.seconds) },
    size: {
      ...(wire.resolution && { resolution: model.tiers?.[sizeText(request.size)] }),
      ...(endpoint.aspect && { aspect_ratio: aspectOf(request.size) }),
    },
    sound: request.sound === undefined ? {} : { [wire.sound]: request.sound },
    firstFrame: frameField(endpoint.first, media.firstFrame),
    lastFrame: frameField(endpoint.last, media.lastFrame),
    references: referencesOf(media, endpoint),
    // The endpoint is the model. Its rate is its own, and characters are other services'.
    ...{ model: {}, fps: {}, characters: {} },
    // Whom to ask, and which draw it is.
    ...{ kind: {}, provider: {}, take: {}, variation: {} },
  } satisfies OfEach<GenerateRequest, object>;
  return { endpoint: endpoint.id, body: Object.assign({}, ...Object.values(parts), wire.always) };
}

function endpointFor({ firstFrame, lastFrame, references }: MediaUris, { endpoints }: FalWire): FalEndpoint {
  if (references.length > 0) return endpoints.references ?? endpoints.first;
  if (firstFrame === undefined) return endpoints.footage;
  return lastFrame === undefined ? endpoints.first : (endpoints.both ?? endpoints.first);
}

const durations: Readonly<Record<FalWire['duration'], (seconds: number) => string | number>> = {
  text: String,
  'text-with-unit': (seconds) => `${seconds}s`,
  number: (seconds) => seconds,
};

const frameField = (field: string | undefined, uri: string | undefined): object =>
  field === undefined || uri === undefined ? {} : { [field]: uri };

function referencesOf({ references }: MediaUris, { images, audio }: FalEndpoint): object {
  const of = (wanted: MediumKind) => references.flatMap(({ kind, uri }) => (kind === wanted ? [uri] : []));
  const [pictures, recordings] = [of('image'), of('audio')];
  return {
    ...(images !== undefined && pictures.length > 0 && { [images]: pictures }),
    ...(audio !== undefined && recordings.length > 0 && { [audio]: recordings }),
  };
}

/** `negative-prompt` is `negative_prompt` there. */
const aspects = ['21:9', '16:9', '4:3', '1:1', '3:4', '9:16'] as const;

/** The nearest of the names: some sizes are not quite of their aspect. */
function aspectOf({ width, height }: Size): string {
  const apart = (aspect: string): number => {
    const [across = 1, down = 1] = aspect.split(':').map(Number);
    return Math.abs(Math.log((width * down) / (height * across)));
  };
  return [...aspects].sort((a, b) => apart(a) - apart(b))[0] ?? aspects[1];
}
