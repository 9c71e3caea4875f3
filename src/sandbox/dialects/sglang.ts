import type { SandboxDialect, ServedVideo } from '../dialect.ts';
import type { Fields } from '../fields.ts';
import { Form } from '../form.ts';
import type { PaidOperation } from '../operation.ts';
import { refused } from '../problem.ts';
import { openaiVideo, readReference } from './openai.ts';
import { vllmOmni } from './vllm-omni.ts';

const extra = ['fps', 'num_frames', 'seed', 'negative_prompt'];

/** SGLang-Diffusion: integer seconds, any size, and FastAPI's errors. */
export const sglang: SandboxDialect = {
  ...vllmOmni,
  name: 'sglang',
  accepts: ['multipart', 'json'],
  id: (digits) => digits,
  read,
  created: openaiVideo,
  shown: openaiVideo,
  refused: ({ message }) => ({ detail: message }),
};

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
  return { ...openaiVideo(video), ...(video.state === 'completed' && { urls: [video.links.away] }) };
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
