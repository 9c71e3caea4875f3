import { createHmac } from 'node:crypto';
import type { Size } from '../../../../core/frames.ts';
import type { Clock } from '../../../../core/ports.ts';
import type { Letter } from '../../../callbacks.ts';
import { type Fields, isFields } from '../../../fields.ts';
import { Form } from '../../../form.ts';
import type { PaidOperation } from '../../../operation.ts';
import { invalid, refused } from '../../../problem.ts';
import type { ServedVideo } from '../../../served-video.ts';
import { sizeOfShape } from '../../../size-of-shape.ts';
import type { OrderedFootage, SandboxDialect } from '../dialect.ts';
import { listPrice } from '../list-price.ts';
import type { SandboxOrder } from '../order.ts';
import { listedModels, misfitOf, priceAt } from './openrouter-models.ts';

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
  price,
  models: listedModels,
  created: (video) => ({ id: video.id, polling_url: pollingUrl(video), status: 'pending' }),
  shown,
  refused: ({ status, message }) => ({ error: { code: status, message } }),
  callback: { field: 'callback_url', letter },
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
  const frames = readFrames(form);
  const size = readSize(form);
  const problem = misfitOf(model, {
    ...{ seconds, resolution: textIn(form, 'resolution'), aspect: textIn(form, 'aspect_ratio') },
    ...{ size: textIn(form, 'size'), frames: Object.keys(frames) },
  });
  if (problem) form.refuse(problem);
  const { first_frame: image, last_frame: lastImage } = frames;
  // Frames take precedence: references beside them mean nothing.
  const references = image || lastImage ? [] : readReferences(form);
  return form.done({
    kind: 'generate',
    ...{ model, prompt, seconds, size, characters: [] },
    extra: form.extra(['seed', 'generate_audio', 'provider']),
    ...(image && { image }),
    ...(lastImage && { lastImage }),
    ...(references.length > 0 && { references }),
  } as const);
}

const textIn = ({ fields }: Form, name: string): string | undefined =>
  typeof fields[name] === 'string' ? fields[name] : undefined;

function readSize(form: Form): Size {
  if (form.fields.size !== undefined) return form.size('size', '1280x720');
  const lines = form.choice('resolution', ['720p', '360p', '480p', '768p', '1080p', '1K', '2K', '4K']);
  const shape = form.choice('aspect_ratio', [
    ...(['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9', '9:21'] as const),
  ]);
  return sizeOfShape(shape, linesOf[lines] ?? Number.parseInt(lines, 10));
}

const linesOf: Readonly<Record<string, number>> = { '1K': 1024, '2K': 1440, '4K': 2160 };

function readFrames(form: Form): Partial<Readonly<Record<'first_frame' | 'last_frame', Buffer>>> {
  const { frame_images: given = [] } = form.fields;
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  const read: Partial<Record<'first_frame' | 'last_frame', Buffer>> = {};
  for (const frame of list) {
    const { type, frame_type: which, image_url: link } = isFields(frame) ? frame : {};
    if (type !== 'image_url' || (which !== 'first_frame' && which !== 'last_frame')) {
      const words = "Each of 'frame_images' is an image_url with a frame_type of first_frame or last_frame.";
      form.refuse(invalid('frame_images', words));
      continue;
    }
    const image = form.image('frame_images', isFields(link) ? link.url : undefined);
    if (image) read[which] = image;
  }
  return read;
}

function readReferences(form: Form): readonly Buffer[] {
  const { input_references: given = [] } = form.fields;
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  return list.flatMap((one) => {
    const { type, image_url: link } = isFields(one) ? one : {};
    // Other media are accepted, and are not looked at.
    if (type === 'audio_url' || type === 'video_url') return [];
    return form.image('input_references', isFields(link) ? link.url : undefined) ?? [];
  });
}

function price(order: SandboxOrder, { model, size, seconds }: OrderedFootage): number {
  const { references = [], image, lastImage, extra = {} } = order.kind === 'generate' ? order : {};
  const images = references.length + (image ? 1 : 0) + (lastImage ? 1 : 0);
  const sound = (extra as { generate_audio?: unknown }).generate_audio !== false;
  return priceAt(model, { ...size, seconds, sound, images }) ?? listPrice(size, seconds);
}

/** Without the host, as its documents show it. */
const pollingUrl = ({ links }: ServedVideo): string => new URL(links.here).pathname.replace(/\/content$/, '');

function shown(video: ServedVideo) {
  const words = { queued: 'pending', running: 'in_progress', completed: 'completed', failed: 'failed' };
  const isOver = video.state === 'completed' || video.state === 'failed';
  return {
    id: video.id,
    polling_url: pollingUrl(video),
    status: words[video.state],
    ...(isOver && { generation_id: `gen-${video.id}` }),
    ...(video.failure && { error: video.failure.message }),
    ...(video.state === 'completed' && {
      unsigned_urls: [`${video.links.here}?index=0`],
      usage: { cost: video.cost, is_byok: false },
    }),
  };
}

/** The secret of its workspace. */
const signingSecret = 'rehearsal';

function letter(video: ServedVideo, clock: Clock): Letter {
  const body = JSON.stringify({
    type: `video.generation.${video.state}`,
    created_at: new Date(clock.now()).toISOString(),
    data: shown(video),
  });
  const time = Math.floor(clock.now() / 1000);
  const hex = createHmac('sha256', signingSecret).update(`${time},${body}`).digest('hex');
  return { headers: { 'x-openrouter-signature': `t=${time},v1=${hex}` }, body };
}
