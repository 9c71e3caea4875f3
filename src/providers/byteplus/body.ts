import type { GenerateRequest, MediumKind, OfEach } from '../../core/request.ts';
import type { Media } from '../http/media.ts';
import { optionsSent } from '../http/options-sent.ts';
import { dataUrl, type Upload } from '../http/upload.ts';
import type { SeedanceShape } from './shapes.ts';

/**
 * What is posted for new footage. A length is always sent: without one, the model decides. So are sound and watermark, which are
 * there by default.
 */
export function generateBody(request: GenerateRequest, media: Media, shape: SeedanceShape): object {
  const { firstFrame, lastFrame, references } = media;
  const content = [
    { type: 'text', text: request.prompt },
    ...(firstFrame ? [medium('image', firstFrame, 'first_frame')] : []),
    ...(lastFrame ? [medium('image', lastFrame, 'last_frame')] : []),
    ...references.map(({ kind, upload }) => medium(kind, upload, `reference_${kind}`)),
  ];
  const { resolution, ratio } = shape;
  const parts = {
    options: optionsSent(request),
    model: { model: request.model },
    prompt: { content },
    // A first frame decides the ratio; it has that of the footage.
    size: { resolution, ratio: firstFrame ? 'adaptive' : ratio },
    seconds: { duration: request.seconds },
    sound: { generate_audio: request.sound ?? true },
    // In `content`, all of them.
    ...{ firstFrame: {}, lastFrame: {}, references: {} },
    // Its models have their own rate, and characters are other services'.
    ...{ fps: {}, characters: {} },
    // Whom to ask, and which draw it is.
    ...{ kind: {}, provider: {}, take: {}, variation: {} },
  } satisfies OfEach<GenerateRequest, object>;
  return Object.assign({}, ...Object.values(parts), { watermark: false });
}

/** `{ type: "image_url", image_url: { url }, role }`, and the like. */
function medium(kind: MediumKind, upload: Upload, role: string): object {
  const type = `${kind}_url`;
  return { type, [type]: { url: dataUrl(upload) }, role };
}
