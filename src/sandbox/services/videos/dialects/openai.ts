import { sameSize, sizeText } from '../../../../core/frames.ts';
import { unreachable } from '../../../../core/result.ts';
import { imageHeader } from '../../../../media/image-header.ts';
import { type Fields, isFields, UploadedFile } from '../../../fields.ts';
import { Form, missing } from '../../../form.ts';
import type { PaidOperation } from '../../../operation.ts';
import { type CallProblem, invalid } from '../../../problem.ts';
import type { ServedVideo } from '../../../served-video.ts';
import { type SandboxDialect, unixSeconds } from '../dialect.ts';
import { readSource } from '../read-source.ts';

const seconds = ['4', '8', '12', '16', '20'] as const;
const small = ['720x1280', '1280x720'] as const;
const large = [...small, '1024x1792', '1792x1024', '1080x1920', '1920x1080'] as const;
const models = [
  'sora-2',
  'sora-2-pro',
  'sora-2-2025-10-06',
  'sora-2-pro-2025-10-06',
  'sora-2-2025-12-08',
] as const;

/** OpenAI's own API, according to its OpenAPI file and its guide, which lists more lengths and sizes than the file. */
export const openai: SandboxDialect = {
  name: 'openai',
  base: '/v1',
  keyed: true,
  accepts: ['multipart', 'json'],
  routes: {
    create: 'POST /videos',
    list: 'GET /videos',
    extend: 'POST /videos/extensions',
    edit: 'POST /videos/edits',
    'create-character': 'POST /videos/characters',
    'get-character': 'GET /videos/characters/{id}',
    retrieve: 'GET /videos/{id}',
    delete: 'DELETE /videos/{id}',
    content: 'GET /videos/{id}/content',
    remix: 'POST /videos/{id}/remix',
  },
  made: 200,
  deletes: 'ended',
  id: (digits) => `video_${digits}`,
  read,
  created: openaiVideo,
  shown: openaiVideo,
  refused: openaiError,
};

function read(making: PaidOperation, fields: Fields, id: string) {
  const form = new Form(fields);
  const prompt = form.prompt();
  switch (making) {
    case 'create':
      return readCreate(form, prompt);
    case 'extend': {
      if (fields.seconds === undefined) form.refuse(missing('seconds'));
      const length = Number(form.choice('seconds', seconds));
      return form.done({ kind: 'extend', prompt, seconds: length, source: readSource(form) } as const);
    }
    case 'edit':
      return form.done({ kind: 'edit', prompt, source: readSource(form), remix: false } as const);
    case 'remix':
      return form.done({ kind: 'edit', prompt, source: { kind: 'video', id }, remix: true } as const);
    default:
      return unreachable(making);
  }
}

function readCreate(form: Form, prompt: string) {
  const model = form.choice('model', models);
  const length = Number(form.choice('seconds', seconds));
  const size = form.size('size', form.choice('size', model.startsWith('sora-2-pro') ? large : small));
  const image = readReference(form);
  const found = image && imageHeader(image)?.size;
  if (image && !(found && sameSize(found, size))) {
    form.refuse(invalid('input_reference', 'Inpaint image must match the requested width and height'));
  }
  const characters = readCharacters(form);
  return form.done({
    kind: 'generate',
    ...{ model, prompt, seconds: length, size, characters, extra: {} },
    ...(image ? { image } : {}),
  } as const);
}

/** A file, or exactly one of `image_url` and `file_id`. */
export function readReference(form: Form): Buffer | undefined {
  const value = form.fields.input_reference;
  if (value === undefined || value instanceof UploadedFile) {
    return value && form.image('input_reference', value);
  }
  const { image_url, file_id } = isFields(value) ? value : {};
  if (image_url !== undefined && file_id === undefined) {
    return form.image('input_reference.image_url', image_url);
  }
  const message =
    file_id === undefined || image_url !== undefined
      ? "Invalid 'input_reference': provide exactly one of 'image_url' or 'file_id'."
      : `No such File object: ${String(file_id)}. The sandbox keeps no files.`;
  form.refuse(invalid('input_reference', message));
  return undefined;
}

function readCharacters(form: Form): readonly string[] {
  const { characters = [] } = form.fields;
  const ids = (Array.isArray(characters) ? characters : [undefined]).map((one: unknown) =>
    isFields(one) && typeof one.id === 'string' ? one.id : undefined,
  );
  const known = ids.filter((id) => id !== undefined);
  if (known.length < ids.length || ids.length > 2) {
    form.refuse(invalid('characters', "Invalid 'characters': expected at most 2 objects with an id."));
  }
  return known;
}

export function openaiVideo(video: ServedVideo) {
  const words = { queued: 'queued', running: 'in_progress', completed: 'completed', failed: 'failed' };
  return {
    id: video.id,
    object: 'video',
    model: video.model,
    status: words[video.state],
    progress: video.progress,
    created_at: unixSeconds(video.createdAt),
    completed_at: unixSeconds(video.completedAt),
    expires_at: unixSeconds(video.expiresAt),
    prompt: video.prompt,
    size: sizeText(video.size),
    seconds: String(video.seconds),
    remixed_from_video_id: video.remixOf ?? null,
    error: errorOf(video) ?? null,
  };
}

/** What is told of a failure. */
export const errorOf = ({ failure }: ServedVideo) =>
  failure && { code: failure.code, message: failure.message };

export function openaiError({ status, message, param, code }: CallProblem) {
  const type =
    status === 429 ? 'requests' : status >= 500 ? 'server_error' : ('invalid_request_error' as const);
  const named = code === 'insufficient_quota' ? code : type;
  return { error: { message, type: named, param: param ?? null, code: code ?? null } };
}
