import { hashOf } from '../../../core/canonical.ts';
import type { Size } from '../../../core/frames.ts';
import { err, type Result } from '../../../core/result.ts';
import { imageHeader } from '../../../media/image-header.ts';
import type { Fields } from '../../fields.ts';
import { Form } from '../../form.ts';
import { type CallProblem, invalid } from '../../problem.ts';
import { strict } from '../../strict.ts';
import type { Shooting } from '../../studio.ts';
import { newerPixels, pixels, type ServedSeedance, servedSeedances } from './models.ts';
import { readContent } from './read-content.ts';

/** What an answer repeats of an order. */
export interface ToldOrder {
  readonly resolution: string;
  readonly ratio: string;
  readonly duration: number;
  readonly seed: number;
  readonly generate_audio: boolean;
  readonly tokens: number;
}

export interface SeedanceOrder {
  /** Equal for equal orders. */
  readonly order: string;
  readonly shooting: Omit<Shooting, 'take'>;
  readonly told: ToldOrder;
  /** US dollars. */
  readonly cost: number;
}

const known = [
  ...['model', 'content', 'resolution', 'ratio', 'duration', 'seed', 'generate_audio', 'watermark'],
  ...['camera_fixed', 'return_last_frame', 'service_tier', 'callback_url'],
];
const ratios = ['adaptive', '16:9', '4:3', '1:1', '3:4', '9:16', '21:9'] as const;
/** Seconds that a model decides on by itself: it may be more. */
const decided = 5;

/** Reads what is posted, and refuses what the real one refuses. */
export async function readOrder(fields: Fields, folder: string): Promise<Result<SeedanceOrder, CallProblem>> {
  const form = new Form(fields);
  const name = form.text('model', 200);
  const model = servedSeedances[name];
  if (!model) return err(noModel(name));
  strict(form, known);
  const content = await readContent(form, model, folder);
  const [first = '720p', ...tiers] = Object.keys(model.tiers).sort((a) => (a === '720p' ? -1 : 1));
  const resolution = form.choice('resolution', [first, ...tiers]);
  const asked = form.choice('ratio', fields.ratio === undefined && !content.first ? ['16:9'] : ratios);
  if (model.isNewer && content.first && asked !== 'adaptive') {
    form.refuse(invalid('ratio', 'ratio must be adaptive where a first frame is given.'));
  }
  const own = content.first && imageHeader(content.first.bytes)?.size;
  const ratio = asked === 'adaptive' ? nearest(own) : asked;
  const size = sizeOf(resolution, ratio, model);
  const wanted = form.whole('duration', -1, -1, model.longest);
  if (wanted >= 0 && wanted < 4) form.refuse(invalid('duration', 'duration is at least 4.'));
  const duration = wanted < 0 ? decided : wanted;
  const seed = form.whole('seed', -1, -1, 2_147_483_647);
  for (const flag of ['generate_audio', 'watermark', 'camera_fixed', 'return_last_frame']) {
    if (!['boolean', 'undefined'].includes(typeof fields[flag]))
      form.refuse(invalid(flag, 'expected boolean'));
  }
  const tokens = Math.round((size.width * size.height * 24 * duration) / 1024);
  const { prompt, first: begins, last } = content;
  return form.done({
    order: hashOf(fields),
    shooting: {
      ...{ kind: 'generate' as const, model: name, prompt, size, seconds: duration, total: duration },
      ...(begins && { image: begins.file }),
      ...(last && { lastImage: last.file }),
    },
    told: { resolution, ratio, duration, seed, tokens, generate_audio: fields.generate_audio !== false },
    cost: Math.round(tokens * (model.tiers[resolution] ?? 0)) / 1e6,
  });
}

const noModel = (name: string): CallProblem => ({
  ...{ status: 404, code: 'InvalidEndpointOrModel.NotFound' },
  message: `The model or endpoint ${name} does not exist or you do not have access to it.`,
});

/** The ratio that a picture has most nearly. */
function nearest(size: Size | undefined): string {
  if (!size) return '16:9';
  const off = (ratio: string): number => {
    const [across = 1, down = 1] = ratio.split(':').map(Number);
    return Math.abs(Math.log((across * size.height) / (down * size.width)));
  };
  return ratios.slice(1).reduce((best, one) => (off(one) < off(best) ? one : best));
}

function sizeOf(resolution: string, ratio: string, { isNewer }: ServedSeedance): Size {
  const newer = isNewer && resolution === '480p' ? newerPixels[ratio] : undefined;
  const [width, height] = newer ?? pixels[resolution]?.[ratio] ?? [1280, 720];
  return { width, height };
}
