import { unreachable } from '../../../../core/result.ts';
import { failureOf } from '../../../failure.ts';
import { type Fields, isFields } from '../../../fields.ts';
import { Form, missing } from '../../../form.ts';
import type { PaidOperation } from '../../../operation.ts';
import { invalid, refused } from '../../../problem.ts';
import type { ServedVideo } from '../../../served-video.ts';
import type { OrderedFootage, SandboxDialect } from '../dialect.ts';
import type { OrderSource, SandboxOrder } from '../order.ts';
import { errorOf } from './openai.ts';
import { together } from './together.ts';
import { classic, editsFootage, readGeneration, readStorage, usual, xaiPrice } from './xai-order.ts';

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
    content: 'GET /files/{id}/content',
  },
  made: 200,
  deletes: 'ended',
  id: together.id,
  read,
  price,
  created: ({ id }) => ({ request_id: id }),
  shown,
  answersWith: ({ state }) => (state === 'queued' || state === 'running' ? 202 : 200),
  refused: ({ message, code, status }) => ({ code: code ?? `http_${status}`, error: message }),
};

function read(making: PaidOperation, fields: Fields) {
  const form = new Form(fields);
  const prompt = form.text('prompt', 4096);
  const model = form.model(making === 'create' ? usual : classic);
  switch (making) {
    case 'create':
      return form.done(readGeneration(form, prompt, model));
    case 'edit':
      return form.done({
        kind: 'edit',
        model,
        prompt,
        source: footageOf(form, model),
        remix: false,
      } as const);
    case 'extend': {
      const seconds = form.whole('duration', 6, 2, 10);
      return form.done({ kind: 'extend', model, prompt, seconds, source: footageOf(form, model) } as const);
    }
    case 'remix':
      return refused({ status: 404, message: 'Not Found' });
    default:
      return unreachable(making);
  }
}

function footageOf(form: Form, model: string): OrderSource {
  if (!editsFootage(model)) form.refuse(invalid('model', `${model} does not support video input.`));
  readStorage(form);
  return readSource(form);
}

function price(order: SandboxOrder, { model, size, seconds, total }: OrderedFootage): number {
  const lines = Math.min(size.width, size.height);
  if (order.kind !== 'generate')
    return xaiPrice({ model, lines }, seconds, {
      sourceSeconds: order.kind === 'edit' ? total : total - seconds,
    });
  const { image, lastImage, references = [] } = order;
  const images = references.length + (image ? 1 : 0) + (lastImage ? 1 : 0);
  return xaiPrice({ model, lines }, seconds, { images });
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
        // What it was asked to keep is called as its video is.
        video: {
          ...{ url: video.links.away, duration: video.seconds, respect_moderation: true },
          file_output: { file_id: video.id, filename: 'video.mp4' },
        },
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
