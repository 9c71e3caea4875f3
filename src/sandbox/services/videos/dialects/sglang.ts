import type { Fields } from '../../../fields.ts';
import { Form } from '../../../form.ts';
import type { PaidOperation } from '../../../operation.ts';
import { refused } from '../../../problem.ts';
import type { ServedVideo } from '../../../served-video.ts';
import type { SandboxDialect } from '../dialect.ts';
import { openaiVideo, readReference } from './openai.ts';
import { notYet, vllmOmni } from './vllm-omni.ts';

const extra = ['fps', 'num_frames', 'seed', 'negative_prompt'];

const { oneModel, ...like } = vllmOmni;

/** SGLang-Diffusion: integer seconds, any size, and FastAPI's errors. What a call says of a model doesn't matter. */
export const sglang: SandboxDialect = {
  ...like,
  name: 'sglang',
  accepts: ['multipart', 'json'],
  id: (digits) => digits,
  read,
  created: storedVideo,
  shown: storedVideo,
  listed: (data) => ({ data, object: 'list' }),
  deleted: (video) => ({ ...storedVideo(video), status: 'deleted' }),
  withheld: (video) =>
    video.state === 'failed' ? { status: 404, message: 'Video output not found' } : notYet(video),
  refused: ({ message }) => ({ detail: message }),
};

/** It keeps neither the prompt nor a time at which content expires, and knows of no progress before the end. */
function storedVideo(video: ServedVideo) {
  const { prompt, ...kept } = openaiVideo(video);
  const { state, failure, id, createdAt, completedAt } = video;
  const isDone = state === 'completed';
  return {
    ...kept,
    ...{ progress: isDone ? 100 : 0, expires_at: null, quality: 'standard', url: null },
    error: failure ? { message: failure.message } : null,
    file_path: isDone ? `/outputs/${id}.mp4` : null,
    peak_memory_mb: null,
    inference_time_s: isDone && completedAt !== undefined ? (completedAt - createdAt) / 1000 : null,
  };
}

/** The same with cloud storage: the bytes are available only by link. */
export const sglangCloud: SandboxDialect = {
  ...sglang,
  name: 'sglang-cloud',
  shown: cloudVideo,
  contentElsewhere: {
    status: 400,
    message: 'Video has been uploaded to cloud storage. Please use the cloud URL to download.',
  },
};

function cloudVideo(video: ServedVideo) {
  const isDone = video.state === 'completed';
  return { ...storedVideo(video), file_path: null, ...(isDone && { urls: [video.links.away] }) };
}

function read(making: PaidOperation, fields: Fields) {
  if (making !== 'create') return refused({ status: 404, message: 'Not Found' });
  const form = new Form(fields);
  const prompt = form.prompt();
  const model = form.model('sora-2');
  const seconds = form.whole('seconds', 4, 1);
  const size = form.size('size', '720x1280');
  const image = readReference(form);
  return form.done({
    kind: 'generate',
    ...{ model, prompt, seconds, size, characters: [], extra: form.extra(extra) },
    ...(image ? { image } : {}),
  } as const);
}
