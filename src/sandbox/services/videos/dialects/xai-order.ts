import { type Fields, isFields } from '../../../fields.ts';
import type { Form } from '../../../form.ts';
import { type CallProblem, invalid } from '../../../problem.ts';
import { sizeOfShape } from '../../../size-of-shape.ts';
import type { SandboxOrder } from '../order.ts';

export const classic = 'grok-imagine-video';
export const usual = 'grok-imagine-video-1.5';

/** As in xAI's pages: what a request for new footage may have, by model. */
export function readGeneration(form: Form, prompt: string, model: string): SandboxOrder {
  const { fields } = form;
  const shape = form.choice('aspect_ratio', ['16:9', '1:1', '9:16', '4:3', '3:4', '3:2', '2:3']);
  const tier = form.choice('resolution', ['480p', '720p', '1080p']);
  const references = listIn(form, 'reference_images');
  const leans = references.length > 0;
  const image = imageIn(form, 'image');
  const lastImage = imageIn(form, 'last_frame');
  const seconds = form.whole('duration', 8, 1, leans && model === classic ? 10 : 15);
  const problem = misfit({ model, tier, leans, begins: image !== undefined, ends: lastImage !== undefined });
  if (problem) form.refuse(problem);
  if (fields.generate_audio !== undefined && typeof fields.generate_audio !== 'boolean')
    form.refuse(invalid('generate_audio', 'generate_audio is a boolean.'));
  readStorage(form);
  return {
    kind: 'generate',
    ...{ model, prompt, seconds, size: sizeOfShape(shape, Number.parseInt(tier, 10)), characters: [] },
    extra: form.extra(['generate_audio']),
    ...(image && { image }),
    ...(lastImage && { lastImage }),
    ...(leans && { references }),
  };
}

interface Asked {
  readonly model: string;
  readonly tier: string;
  readonly leans: boolean;
  readonly begins: boolean;
  readonly ends: boolean;
}

function misfit({ model, tier, leans, begins, ends }: Asked): CallProblem | undefined {
  if (leans && begins) return invalid('reference_images', 'image and reference_images cannot be combined.');
  if (ends && model === classic) return invalid('last_frame', `last_frame is not supported by ${model}.`);
  if (tier === '1080p' && model === classic) return invalid('resolution', `${model} does not support 1080p.`);
  if (tier === '1080p' && (leans || ends))
    return invalid('resolution', 'Reference-to-video is capped at 720p.');
  return undefined;
}

const mostReferences = 7;

function listIn(form: Form, name: string): readonly Buffer[] {
  const { [name]: value = [] } = form.fields;
  if (!Array.isArray(value) || value.length > mostReferences) {
    form.refuse(
      invalid(name, `A maximum of ${mostReferences} reference images can be provided per request.`),
    );
    return [];
  }
  return value.flatMap((one: unknown) => form.image(name, isFields(one) ? one.url : undefined) ?? []);
}

function imageIn(form: Form, name: string): Buffer | undefined {
  const { [name]: value } = form.fields;
  return value === undefined ? undefined : form.image(name, isFields(value) ? value.url : undefined);
}

/** A file's name is required, and it is kept for an hour to 30 days, or for ever. */
export function readStorage(form: Form): void {
  const { storage_options: options } = form.fields;
  if (options === undefined) return;
  const { filename, expires_after: seconds } = isFields(options) ? options : ({} as Fields);
  if (typeof filename !== 'string' || filename === '')
    form.refuse(invalid('storage_options', 'storage_options.filename is required.'));
  else if (seconds !== undefined && !(Number(seconds) >= 3600 && Number(seconds) <= 2_592_000))
    form.refuse(invalid('storage_options', 'storage_options.expires_after is between 3600 and 2592000.'));
}

/** US dollars, by its price list: seconds by resolution, images, and seconds of footage that is sent. */
export function xaiPrice(
  { model, lines }: { readonly model: string; readonly lines: number },
  seconds: number,
  { images = 0, sourceSeconds = 0 }: { readonly images?: number; readonly sourceSeconds?: number },
): number {
  const isClassic = model === classic;
  const perSecond = isClassic
    ? lines <= 480
      ? 0.05
      : 0.07
    : lines <= 480
      ? 0.08
      : lines <= 720
        ? 0.14
        : 0.25;
  const sum = perSecond * seconds + (isClassic ? 0.002 : 0.01) * images + 0.01 * sourceSeconds;
  return Number(sum.toFixed(6));
}

/** Others may be played by this service, too. */
export const editsFootage = (model: string): boolean => !model.startsWith(usual);
