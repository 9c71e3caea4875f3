import type { Fields } from '../../../fields.ts';
import { Form } from '../../../form.ts';
import type { PaidOperation } from '../../../operation.ts';
import { refused } from '../../../problem.ts';
import type { ServedVideo } from '../../../served-video.ts';
import type { SandboxDialect } from '../dialect.ts';
import { openai, openaiVideo, readReference } from './openai.ts';

/**
 * NewAPI gateways, according to their code: no prompt, what is empty is left out, any seconds and size, and of a channel such
 * as Kling's, times in milliseconds and a link to another origin.
 */
export const newapi: SandboxDialect = {
  ...openai,
  name: 'newapi',
  routes: {
    create: 'POST /videos',
    retrieve: 'GET /videos/{id}',
    content: 'GET /videos/{id}/content',
    remix: 'POST /videos/{id}/remix',
  },
  id: (digits) => `task_${digits}`,
  read,
  created: gatewayVideo,
  shown: gatewayVideo,
};

function read(making: PaidOperation, fields: Fields, id: string) {
  if (making === 'remix') return openai.read(making, fields, id);
  if (making !== 'create') return refused({ status: 404, message: 'Not Found' });
  const form = new Form(fields);
  const prompt = form.prompt();
  const model = form.model();
  const seconds = form.number('seconds', 4, 0.1);
  const size = form.size('size', '1280x720');
  const image = readReference(form);
  return form.done({
    kind: 'generate',
    ...{ model, prompt, seconds, size, characters: [], extra: form.extra(['metadata', 'seed', 'fps', 'n']) },
    ...(image ? { image } : {}),
  } as const);
}

function gatewayVideo(video: ServedVideo) {
  const {
    prompt,
    expires_at,
    completed_at,
    remixed_from_video_id: from,
    error,
    ...kept
  } = openaiVideo(video);
  return {
    ...kept,
    task_id: video.id,
    created_at: video.createdAt,
    ...(video.completedAt !== undefined && { completed_at: video.completedAt }),
    ...(from !== null && { remixed_from_video_id: from }),
    ...(error && { error }),
    ...(video.state === 'completed' && { metadata: { url: video.links.away } }),
  };
}
