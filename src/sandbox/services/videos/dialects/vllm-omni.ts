import type { Fields } from '../../../fields.ts';
import { Form } from '../../../form.ts';
import type { PaidOperation } from '../../../operation.ts';
import { refused } from '../../../problem.ts';
import type { SandboxDialect } from '../dialect.ts';
import { openai, openaiError, openaiVideo, readReference } from './openai.ts';

const extra = ['num_frames', 'fps', 'seed', 'negative_prompt', 'guidance_scale', 'num_inference_steps'];

/** vLLM-Omni: multipart only, one model, any size, few fields in the answer to a create, and a DELETE that also cancels. */
export const vllmOmni: SandboxDialect = {
  ...openai,
  name: 'vllm-omni',
  keyed: false,
  accepts: ['multipart'],
  routes: {
    create: 'POST /videos',
    list: 'GET /videos',
    retrieve: 'GET /videos/{id}',
    delete: 'DELETE /videos/{id}',
    content: 'GET /videos/{id}/content',
  },
  deletes: 'all',
  id: (digits) => `video_gen_${digits}`,
  read,
  created: (video) => {
    const { id, status, created_at } = openaiVideo(video);
    return { id, status, created_at };
  },
  // vLLM repeats the HTTP status as a numeric code.
  refused: (problem) => ({ error: { ...openaiError(problem).error, code: problem.status } }),
};

function read(making: PaidOperation, fields: Fields) {
  if (making !== 'create') return refused({ status: 404, message: 'Not Found' });
  const form = new Form(fields);
  const prompt = form.prompt();
  const model = form.model('Wan-AI/Wan2.2-T2V-A14B-Diffusers');
  const seconds = form.number('seconds', 4, 0.1);
  const sides = fields.width !== undefined && fields.height !== undefined;
  const size = sides
    ? form.fitting('width', {
        width: form.whole('width', 0, 16, 4096),
        height: form.whole('height', 0, 16, 4096),
      })
    : form.size('size', '832x480');
  const image = readReference(form);
  return form.done({
    kind: 'generate',
    ...{ model, prompt, seconds, size, characters: [], extra: form.extra(extra) },
    ...(image ? { image } : {}),
  } as const);
}
