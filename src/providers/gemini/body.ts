import type { EditRequest, GenerateRequest, OfEach } from '../../core/request.ts';
import type { Media } from '../http/media.ts';
import type { Upload } from '../http/upload.ts';

/** Footage to edit: what an interaction made, or a file. */
export type EditSource = { readonly remote: string } | { readonly upload: Upload };

interface OmniShape {
  readonly resolution: string;
  readonly aspect_ratio: string;
}

/**
 * What is posted. In the background, or the answer would come only with the footage, and a line that breaks would leave it open
 * whether there is any. Stored, or nobody could ask for it then.
 */
const common = { background: true, store: true };

/** By their address: those of more than 4 MB don't fit into an answer. */
const wanted = { type: 'video', delivery: 'uri' };

export function generateBody(request: GenerateRequest, media: Media, shape: OmniShape): object {
  const { references } = media;
  const frames = [media.firstFrame, media.lastFrame].filter((frame) => frame !== undefined);
  const images = [
    ...frames,
    ...references.filter(({ kind }) => kind === 'image').map(({ upload }) => upload),
  ];
  const videos = references.filter(({ kind }) => kind === 'video').map(({ upload }) => upload);
  const text = `${rolesOf(frames.length, images.length - frames.length, videos.length)}${request.prompt}`;
  const input = [
    ...images.map((upload) => medium('image', upload)),
    ...videos.map((upload) => medium('video', upload)),
    { type: 'text', text },
  ];
  const parts = {
    model: { model: request.model },
    prompt: { input },
    // A number, or none, would mean another length.
    size: { response_format: { ...wanted, ...shape, duration: `${request.seconds}s` } },
    kind: aimOf(frames.length, references.length),
    // In `input`, and in `response_format`.
    ...{ firstFrame: {}, lastFrame: {}, references: {}, seconds: {} },
    // It makes sound, at its own rate, and has no options; characters are other services'.
    ...{ sound: {}, fps: {}, options: {}, characters: {} },
    // Whom to ask, and which draw it is.
    ...{ provider: {}, take: {}, variation: {} },
  } satisfies OfEach<GenerateRequest, object>;
  return Object.assign({}, common, ...Object.values(parts));
}

/** The result is as long as the source, in its shape. */
export function editBody(
  { model, prompt }: EditRequest,
  source: EditSource,
  { resolution }: OmniShape,
): object {
  const text = { type: 'text', text: prompt };
  return {
    ...{ ...common, model },
    ...('remote' in source
      ? { previous_interaction_id: source.remote, input: [text] }
      : { input: [medium('video', source.upload), text] }),
    response_format: { ...wanted, resolution },
    generation_config: { video_config: { task: 'edit' } },
  };
}

const medium = (type: 'image' | 'video', upload: Upload): object => ({
  ...{ type, mime_type: upload.type, data: Buffer.from(upload.bytes).toString('base64') },
});

/** What each of the media is, declared before the prompt as Google's guide says. They are numbered as they are sent. */
function rolesOf(frames: number, images: number, videos: number): string {
  const sources = ['<FIRST_FRAME>@Image1', '<LAST_FRAME>@Image2'].slice(0, frames);
  const references = [
    ...Array.from({ length: images }, (_, n) => `<IMAGE_REF_${n}>@Image${frames + n + 1}`),
    ...Array.from({ length: videos }, (_, n) => `<VIDEO_REF_${n}>@Video${n + 1}`),
  ];
  const declared = [
    ...(sources.length > 0 ? [`[# Sources ${sources.join(' ')}]`] : []),
    ...(references.length > 0 ? [`[# References ${references.join(' ')}]`] : []),
  ];
  return declared.map((one) => `${one} `).join('');
}

/** Where there are both, no single word fits, and the declared roles do. */
function aimOf(frames: number, references: number): object {
  if (frames > 0 && references > 0) return {};
  const task = frames > 0 ? 'image_to_video' : references > 0 ? 'reference_to_video' : 'text_to_video';
  return { generation_config: { video_config: { task } } };
}
