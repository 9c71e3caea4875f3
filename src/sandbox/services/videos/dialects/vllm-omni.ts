import type { Fields } from '../../../fields.ts';
import { Form } from '../../../form.ts';
import type { PaidOperation } from '../../../operation.ts';
import { type CallProblem, refused } from '../../../problem.ts';
import type { ServedVideo } from '../../../served-video.ts';
import type { SandboxDialect } from '../dialect.ts';
import { openai, openaiError, openaiVideo, readReference } from './openai.ts';

const extra = ['num_frames', 'fps', 'seed', 'negative_prompt', 'guidance_scale', 'num_inference_steps'];

/**
 * vLLM-Omni, according to its code: multipart only, one model, any size, whole seconds, no progress before the end, a DELETE
 * that also cancels, and a job that failed is told of with the status of its failure. (0.30.0)
 */
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
  created: stored,
  shown: stored,
  answersWith: ({ state }) => (state === 'failed' ? failed : 200),
  listsAll: true,
  withheld: (video) =>
    video.state === 'failed'
      ? { status: 422, message: 'Video generation failed. Check job status for error details.' }
      : notYet(video),
  oneModel: (asked, served) => ({
    status: 400,
    message: `Model mismatch: request specifies '${asked}' but server is running '${served}'.`,
  }),
  // vLLM repeats the HTTP status as a numeric code.
  refused: (problem) => ({ error: { ...openaiError(problem).error, code: problem.status } }),
};

/** The status of failures that are the model's. */
const failed = 500;

/** What vLLM-Omni and SGLang say before there is content. */
export const notYet = ({ state }: Pick<ServedVideo, 'state'>): CallProblem | undefined =>
  state === 'queued' || state === 'running'
    ? { status: 404, message: 'Generation is still in-progress' }
    : undefined;

function stored(video: ServedVideo) {
  const { state, failure, id, createdAt, completedAt } = video;
  const isDone = state === 'completed';
  return {
    ...openaiVideo(video),
    ...{ progress: isDone ? 100 : 0, expires_at: null, remixed_from_video_id: null, quality: 'default' },
    error: failure ? { code: failed, message: failure.message } : null,
    ...{ media_type: 'video/mp4', file_name: isDone ? `${id}.mp4` : null },
    inference_time_s: completedAt === undefined ? null : (completedAt - createdAt) / 1000,
    ...{ stage_durations: {}, peak_memory_mb: 0 },
  };
}

function read(making: PaidOperation, fields: Fields) {
  if (making !== 'create') return refused({ status: 404, message: 'Not Found' });
  const form = new Form(fields);
  const prompt = form.prompt();
  const model = form.model('Wan-AI/Wan2.2-T2V-A14B-Diffusers');
  const seconds = form.whole('seconds', 4, 1);
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
