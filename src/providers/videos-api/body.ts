import { sizeText } from '../../core/frames.ts';
import type { EditRequest, ExtendRequest, GenerateRequest, OfEach, Request } from '../../core/request.ts';
import { unreachable } from '../../core/result.ts';
import type { Media } from '../http/media.ts';
import { optionsSent } from '../http/options-sent.ts';
import { Upload } from '../http/upload.ts';
import { aspectText, resolutionText } from './aspect.ts';
import type { Continuation, Dialect, FirstFrameShape } from './dialect.ts';

export type BodyValue = string | number | boolean | Upload | readonly BodyValue[] | Body;
export interface Body {
  readonly [field: string]: BodyValue;
}

/** The footage that a request starts from: its id at the server if it has one, else its bytes. */
export type SourceMedia = { readonly remote: string } | Upload;

/** Members of a request that say whom to ask, and which draw it is. */
const unsent = { kind: {}, provider: {}, take: {}, variation: {} };

const soundOf = ({ sound }: Request, dialect: Dialect): Body =>
  sound !== undefined && dialect.sound ? { generate_audio: sound } : {};

/** The body of a request for new footage. */
export const generateBody = (
  request: GenerateRequest,
  { dialect, tier }: { readonly dialect: Dialect; readonly tier?: string | undefined },
  media: Media,
): Body =>
  merged({
    ...unsent,
    ...{ options: optionsSent(request), keeping: keepingOf(dialect) },
    fps: request.fps !== undefined && dialect.fps ? { fps: request.fps } : {},
    model: { model: request.model },
    prompt: { prompt: request.prompt },
    seconds: lengthOf(request, dialect),
    size: sizeOf(request, dialect, tier),
    firstFrame: framesOf(dialect.firstFrame, media),
    // Some servers take both frames in one list.
    lastFrame: {},
    references: referencesOf(dialect, media),
    characters: request.characters.length > 0 ? { characters: request.characters.map((id) => ({ id })) } : {},
    sound: soundOf(request, dialect),
  } satisfies OfEach<GenerateRequest, Body>);

/** The body of a request to continue or edit footage, at the rate of that footage. */
export function continueBody(
  request: ExtendRequest | EditRequest,
  dialect: Dialect,
  continuation: Continuation,
  source: SourceMedia,
): Body {
  const { sends } = continuation;
  return merged({
    ...unsent,
    ...{ options: optionsSent(request), keeping: keepingOf(dialect) },
    model: sends.includes('model') ? { model: request.model } : {},
    source: sourceOf(continuation, source),
    prompt: { prompt: request.prompt },
    seconds: sends.includes('length') ? lengthOf(request, dialect) : {},
    size: sends.includes('size') ? sizeOf(request, dialect) : {},
    fps: {},
    sound: soundOf(request, dialect),
  } satisfies OfEach<ExtendRequest, Body> & OfEach<EditRequest, Body>);
}

/** One body from the fields of each member of a request, in this order. */
const merged = (parts: Readonly<Record<string, Body>>): Body => Object.assign({}, ...Object.values(parts));

/** First in a body, so that no option can override the storyboard. */
const lengthOf = ({ seconds }: Request, { length: { field, as } }: Dialect): Body => ({
  [field]: as === 'text' ? String(seconds) : Math.round(seconds),
});

/** Where the model has tiers, they are named with the aspect: not all that have them know sizes. */
function sizeOf({ size }: Request, dialect: Dialect, tier?: string): Body {
  if (tier !== undefined && dialect.tiers) return { resolution: tier, aspect_ratio: aspectText(size) };
  switch (dialect.size) {
    case 'size':
      return { size: sizeText(size) };
    case 'width-height':
      return { width: size.width, height: size.height };
    case 'resolution-aspect':
      return { resolution: resolutionText(size), aspect_ratio: aspectText(size) };
    default:
      return unreachable(dialect.size);
  }
}

/** A name is required, and means nothing. A week, in seconds: links to what isn't kept end soon. */
const keepingOf = ({ keeps }: Dialect): Body =>
  keeps ? { storage_options: { filename: 'storycut.mp4', expires_after: 604_800 } } : {};

function referencesOf({ references: shape }: Dialect, { references }: Media): Body {
  if (references.length === 0 || shape === undefined) return {};
  switch (shape) {
    case 'input-references':
      return { input_references: references.map(reference) };
    case 'reference-images':
      return { reference_images: references.map(({ upload }) => ({ url: upload })) };
    default:
      return unreachable(shape);
  }
}

/** `{ type: "image_url", image_url: { url } }`, and the like. */
function reference({ kind, upload }: Media['references'][number]): Body {
  const type = `${kind}_url`;
  return { type, [type]: { url: upload } };
}

/** `make` gets each frame that there is, and which it is. */
function eachFrame<T>(
  { firstFrame, lastFrame }: Media,
  make: (image: Upload, which: 'first' | 'last') => T,
): readonly T[] {
  return [
    ...(firstFrame ? [make(firstFrame, 'first')] : []),
    ...(lastFrame ? [make(lastFrame, 'last')] : []),
  ];
}

/** A server that takes no last frame has no model that does. */
function framesOf(shape: FirstFrameShape, media: Media): Body {
  if (!media.firstFrame && !media.lastFrame) return {};
  switch (shape) {
    case 'input-reference':
      return media.firstFrame ? { input_reference: media.firstFrame } : {};
    case 'frame-images':
      return {
        frame_images: eachFrame(media, (upload, which) => ({
          ...reference({ kind: 'image', upload }),
          frame_type: `${which}_frame`,
        })),
      };
    case 'frame-input-image':
      return { frame_images: eachFrame(media, (image, frame) => ({ input_image: image, frame })) };
    case 'image-url':
      return Object.assign(
        {},
        ...eachFrame(media, (url, which) => ({ [which === 'first' ? 'image' : 'last_frame']: { url } })),
      );
    default:
      return unreachable(shape);
  }
}

function sourceOf({ source: shape }: Continuation, source: SourceMedia): Body {
  switch (shape) {
    case 'video':
      return { video: source instanceof Upload ? source : { id: source.remote } };
    case 'video-id':
      return source instanceof Upload ? {} : { video: { id: source.remote } };
    case 'video-url':
      return source instanceof Upload ? { video: { url: source } } : {};
    case 'previous-job':
      return source instanceof Upload ? {} : { previous_job_id: source.remote };
    case 'path':
      return {};
    default:
      return unreachable(shape);
  }
}
