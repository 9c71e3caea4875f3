import { sizeText } from '../../../../core/frames.ts';
import { type Fields, isFields } from '../../../fields.ts';
import { Form } from '../../../form.ts';
import type { PaidOperation } from '../../../operation.ts';
import { refused } from '../../../problem.ts';
import type { ServedVideo } from '../../../served-video.ts';
import { type SandboxDialect, unixSeconds } from '../dialect.ts';
import { errorOf, openaiError } from './openai.ts';

/** Together: JSON, width and height, never queued, and the bytes available only by link. */
export const together: SandboxDialect = {
  name: 'together',
  base: '/v2',
  keyed: true,
  accepts: ['json'],
  routes: { create: 'POST /videos', retrieve: 'GET /videos/{id}' },
  made: 200,
  deletes: 'ended',
  id: (digits) => digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  read,
  created: shown,
  shown,
  refused: openaiError,
};

function read(making: PaidOperation, fields: Fields) {
  if (making !== 'create') return refused({ status: 404, message: 'Not Found' });
  const form = new Form(fields);
  const prompt = form.prompt();
  const model = form.model();
  const seconds = form.number('seconds', 5, 1);
  const width = form.whole('width', 1366, 16, 4096);
  const height = form.whole('height', 768, 16, 4096);
  const size = form.fitting('width', { width, height });
  const image = readFirstFrame(form);
  const extra = form.extra(['fps', 'steps', 'seed', 'guidance_scale', 'negative_prompt', 'reference_images']);
  return form.done({
    kind: 'generate',
    ...{ model, prompt, seconds, size, characters: [], extra },
    ...(image ? { image } : {}),
  } as const);
}

/** From `frame_images`, also inside `media`: the one marked as first, or the only one. */
function readFirstFrame(form: Form): Buffer | undefined {
  const { media } = form.fields;
  const frames = isFields(media) ? media.frame_images : form.fields.frame_images;
  const list: readonly unknown[] = Array.isArray(frames) ? frames : [];
  const first = list.find(
    (frame) => isFields(frame) && [undefined, 0, 'first'].some((position) => frame.frame === position),
  );
  return isFields(first) ? form.image('frame_images', first.input_image) : undefined;
}

function shown(video: ServedVideo) {
  const words = {
    queued: 'in_progress',
    running: 'in_progress',
    completed: 'completed',
    failed: 'failed',
  };
  return {
    id: video.id,
    object: 'video',
    model: video.model,
    status: words[video.state],
    created_at: unixSeconds(video.createdAt),
    ...(video.completedAt === undefined ? {} : { completed_at: unixSeconds(video.completedAt) }),
    size: sizeText(video.size),
    seconds: String(video.seconds),
    ...(video.failure ? { error: errorOf(video) } : {}),
    ...(video.state === 'completed' ? { outputs: { cost: video.cost, video_url: video.links.away } } : {}),
  };
}
