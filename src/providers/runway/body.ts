import type { GenerateRequest, MediumKind, OfEach } from '../../core/request.ts';
import type { MediaUris } from '../http/media-uris.ts';

export interface RunwayCall {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What is posted for new footage. A length is always sent: without one, the model decides, and the longest is charged. */
export function generateCall(request: GenerateRequest, media: MediaUris): RunwayCall {
  const frames = [
    ...(media.firstFrame === undefined ? [] : [{ uri: media.firstFrame, position: 'first' }]),
    ...(media.lastFrame === undefined ? [] : [{ uri: media.lastFrame, position: 'last' }]),
  ];
  const path = frames.length === 0 ? '/text_to_video' : '/image_to_video';
  const parts = {
    options: optionsOf(request),
    model: { model: request.model },
    prompt: { promptText: request.prompt },
    seconds: { duration: request.seconds },
    size: { ratio: `${request.size.width}:${request.size.height}` },
    sound: request.sound === undefined ? {} : { audio: request.sound },
    firstFrame: frames.length === 0 ? {} : { promptImage: frames },
    references: referencesOf(media),
    // Runway's models make footage at their own rate, and characters are other services'.
    ...{ lastFrame: {}, fps: {}, characters: {} },
    // Whom to ask, and which draw it is.
    ...{ kind: {}, provider: {}, take: {}, variation: {} },
  } satisfies OfEach<GenerateRequest, object>;
  return { path, body: Object.assign({}, ...Object.values(parts)) };
}

/** `negative-prompt` is `negativePrompt` there. */
const optionsOf = ({ options }: GenerateRequest): object =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );

function referencesOf({ references }: MediaUris): object {
  const of = (wanted: MediumKind) => references.filter(({ kind }) => kind === wanted);
  const [images, videos, recordings] = [of('image'), of('video'), of('audio')];
  return {
    ...(images.length > 0 && { references: images.map(({ uri }) => ({ uri })) }),
    ...(videos.length > 0 && { referenceVideos: videos.map(({ uri }) => ({ type: 'video', uri })) }),
    ...(recordings.length > 0 && { referenceAudio: recordings.map(({ uri }) => ({ type: 'audio', uri })) }),
  };
}
