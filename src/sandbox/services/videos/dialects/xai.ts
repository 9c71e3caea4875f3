import { unreachable } from '../../../../core/result.ts';
import { failureOf } from '../../../failure.ts';
import { type Fields, isFields } from '../../../fields.ts';
import { Form, missing } from '../../../form.ts';
import type { PaidOperation } from '../../../operation.ts';
import { refused } from '../../../problem.ts';
import type { ServedVideo } from '../../../served-video.ts';
import { sizeOfShape } from '../../../size-of-shape.ts';
import type { SandboxDialect } from '../dialect.ts';
import type { OrderSource } from '../order.ts';
import { errorOf } from './openai.ts';
import { together } from './together.ts';

/** xAI: its own paths, a request id, lengths as `duration`, and videos referred to by their links. */
export const xai: SandboxDialect = {
  name: 'xai',
  base: '/v1',
  keyed: true,
  accepts: ['json'],
  routes: {
    create: 'POST /videos/generations',
    edit: 'POST /videos/edits',
    extend: 'POST /videos/extensions',
    retrieve: 'GET /videos/{id}',
  },
  made: 200,
  deletes: 'ended',
  id: together.id,
  read,
  created: ({ id }) => ({ request_id: id }),
  shown,
  answersWith: ({ state }) => (state === 'queued' || state === 'running' ? 202 : 200),
  refused: ({ message, code, status }) => ({ code: code ?? `http_${status}`, error: message }),
};

function read(making: PaidOperation, fields: Fields) {
  const form = new Form(fields);
  const prompt = form.text('prompt', 4096);
  const model = form.model('grok-imagine-video');
  switch (making) {
    case 'create': {
      const seconds = form.whole('duration', 8, 1, 15);
      const shape = form.choice('aspect_ratio', ['16:9', '1:1', '9:16', '4:3', '3:4', '3:2', '2:3']);
      const lines = form.choice('resolution', ['480p', '720p', '1080p']);
      const size = sizeOfShape(shape, Number.parseInt(lines, 10));
      const image = isFields(fields.image) ? form.image('image', fields.image.url) : undefined;
      return form.done({
        kind: 'generate',
        ...{ model, prompt, seconds, size, characters: [], extra: form.extra(['reference_images']) },
        ...(image ? { image } : {}),
      } as const);
    }
    case 'edit':
      return form.done({ kind: 'edit', prompt, source: readSource(form), remix: false } as const);
    case 'extend': {
      const seconds = form.whole('duration', 6, 2, 10);
      return form.done({ kind: 'extend', prompt, seconds, source: readSource(form) } as const);
    }
    case 'remix':
      return refused({ status: 404, message: 'Not Found' });
    default:
      return unreachable(making);
  }
}

/** `video.url`: a data URL, or a link from this server, which ends with the video's id. */
function readSource(form: Form): OrderSource {
  const { video } = form.fields;
  const url = isFields(video) && typeof video.url === 'string' ? video.url : '';
  const [, base64] = /^data:video\/[^,]*;base64,(.*)$/s.exec(url) ?? [];
  if (base64 !== undefined) return { kind: 'bytes', bytes: Buffer.from(base64, 'base64') };
  const [, id] = /^http:.*\/files\/([^/?#]+)\.mp4$/.exec(url) ?? [];
  if (id === undefined) form.refuse(missing('video.url'));
  return { kind: 'video', id: id ?? '?' };
}

function shown(video: ServedVideo) {
  const { model, progress, failure } = video;
  switch (video.state) {
    case 'queued':
      return undefined;
    case 'running':
      return { status: 'pending', model, progress };
    case 'completed':
      return {
        status: 'done',
        model,
        progress,
        video: { url: video.links.away, duration: video.seconds, respect_moderation: true },
        usage: { cost_in_usd_ticks: Math.round(video.cost * 1e10) },
      };
    case 'failed':
      if (failure?.code !== failureOf('moderation').code)
        return { status: 'failed', model, error: errorOf(video) };
      // What its moderation blocks is done, and is not there.
      return {
        status: 'done',
        model,
        progress: 100,
        video: { url: '', duration: 0, respect_moderation: false },
      };
    default:
      return unreachable(video.state);
  }
}
