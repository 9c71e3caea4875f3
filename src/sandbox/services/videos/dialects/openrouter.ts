import { type Size, sizeText } from '../../../../core/frames.ts';
import { type Fields, isFields } from '../../../fields.ts';
import { Form } from '../../../form.ts';
import type { PaidOperation } from '../../../operation.ts';
import { invalid, refused } from '../../../problem.ts';
import type { ServedVideo } from '../../../served-video.ts';
import { sizeOfShape } from '../../../size-of-shape.ts';
import type { SandboxDialect } from '../dialect.ts';

/** OpenRouter: JSON only, lengths as `duration`, extensions by `previous_job_id`. */
export const openrouter: SandboxDialect = {
  name: 'openrouter',
  base: '/api/v1',
  keyed: true,
  accepts: ['json'],
  routes: {
    create: 'POST /videos',
    models: 'GET /videos/models',
    retrieve: 'GET /videos/{id}',
    content: 'GET /videos/{id}/content',
  },
  made: 202,
  deletes: 'ended',
  id: (digits) => digits,
  read,
  created: (video) => ({ id: video.id, polling_url: pollingUrl(video), status: 'pending' }),
  shown,
  refused: ({ status, message }) => ({ error: { code: status, message } }),
};

function read(making: PaidOperation, fields: Fields) {
  if (making !== 'create') return refused({ status: 404, message: 'Not Found' });
  const form = new Form(fields);
  const prompt = form.prompt();
  const model = form.model();
  const previous = fields.previous_job_id;
  if (typeof previous === 'string') {
    const source = { kind: 'video', id: previous } as const;
    return fields.duration === undefined
      ? form.done({ kind: 'edit', prompt, source, remix: false } as const)
      : form.done({ kind: 'extend', prompt, seconds: form.whole('duration', 4, 1), source } as const);
  }
  const seconds = form.whole('duration', 4, 1);
  const size = readSize(form);
  const image = readFirstFrame(form);
  const extra = form.extra(['input_references', 'seed', 'generate_audio', 'provider']);
  return form.done({
    kind: 'generate',
    ...{ model, prompt, seconds, size, characters: [], extra },
    ...(image ? { image } : {}),
  } as const);
}

function readSize(form: Form): Size {
  if (form.fields.size !== undefined) return form.size('size', '1280x720');
  const lines = form.choice('resolution', ['720p', '480p', '1080p']);
  const shape = form.choice('aspect_ratio', [
    '16:9',
    '9:16',
    '1:1',
    '4:3',
    '3:4',
    '3:2',
    '2:3',
    '21:9',
    '9:21',
  ]);
  return sizeOfShape(shape, Number.parseInt(lines, 10));
}

function readFirstFrame(form: Form): Buffer | undefined {
  const { frame_images: frames = [] } = form.fields;
  const list: readonly unknown[] = Array.isArray(frames) ? frames : [frames];
  for (const frame of list) {
    const type = isFields(frame) ? frame.frame_type : undefined;
    if (type !== 'first_frame' && type !== 'last_frame') {
      form.refuse(
        invalid('frame_images', "Each of 'frame_images' has a frame_type of first_frame or last_frame."),
      );
    }
  }
  const first = list.find((frame) => isFields(frame) && frame.frame_type === 'first_frame');
  if (!isFields(first)) return undefined;
  return form.image('frame_images', isFields(first.image_url) ? first.image_url.url : undefined);
}

const pollingUrl = ({ links }: ServedVideo): string => links.here.replace(/\/content$/, '');

function shown(video: ServedVideo) {
  const words = { queued: 'pending', running: 'in_progress', completed: 'completed', failed: 'failed' };
  return {
    id: video.id,
    generation_id: `gen-${video.id}`,
    polling_url: pollingUrl(video),
    status: words[video.state],
    model: video.model,
    size: sizeText(video.size),
    ...(video.failure ? { error: video.failure.message } : {}),
    ...(video.state === 'completed'
      ? { unsigned_urls: [`${video.links.here}?index=0`], usage: { cost: video.cost } }
      : {}),
  };
}
