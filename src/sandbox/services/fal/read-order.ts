import { hashOf } from '../../../core/canonical.ts';
import { parseSize, type Size } from '../../../core/frames.ts';
import type { Result } from '../../../core/result.ts';
import { imageHeader } from '../../../media/image-header.ts';
import { type Fields, isFields } from '../../fields.ts';
import { Form, missing } from '../../form.ts';
import { type Medium, secondsOf } from '../../medium.ts';
import { type CallProblem, invalid } from '../../problem.ts';
import type { Backstage } from '../../service.ts';
import { sizeOfShape } from '../../size-of-shape.ts';
import type { Shooting } from '../../studio.ts';
import type { EndpointRules } from './endpoints.ts';
import { type FileReader, fileReader } from './read-media.ts';
import type { FalUploads } from './uploads.ts';

export interface FalOrder {
  /** Equal for equal orders. */
  readonly order: string;
  readonly shooting: Omit<Shooting, 'take'>;
  /** US dollars. */
  readonly cost: number;
}

/** Reads what an endpoint was sent, and refuses what its model refuses. */
export async function readOrder(
  endpoint: string,
  rules: EndpointRules,
  fields: Fields,
  uploads: FalUploads,
  backstage: Backstage,
): Promise<Result<FalOrder, CallProblem>> {
  const form = new Form(fields);
  const files = fileReader(form, uploads, backstage);
  refuseStrangers(form, rules);
  const prompt = form.text('prompt', 32_000);
  const seconds = readDuration(form, rules.duration);
  const resolution = rules.resolution && wordOf(form, 'resolution', rules.resolution);
  const aspect = rules.aspect && wordOf(form, 'aspect_ratio', rules.aspect);
  const sounds = readSwitch(form, rules.sound);
  const [first, last] = await readFrames(form, files, rules);
  await readLists(form, files, rules);
  const shape = aspect === undefined || aspect === 'auto' ? shapeOf(first) : aspect;
  const lines = resolution === undefined ? rules.lines : linesOf(resolution);
  const size = form.fitting('resolution', sizeFor(endpoint, shape, lines));
  const [silent, loud] = rules.prices[resolution ?? 'any'] ?? rules.prices.any ?? [0, 0];
  return form.done({
    order: hashOf({ endpoint, body: files.hashed(fields) }),
    shooting: {
      ...{ kind: 'generate', model: endpoint, prompt, seconds, total: seconds, size },
      ...(first && { image: first.file }),
      ...(last && { lastImage: last.file }),
    },
    cost: seconds * (sounds ? loud : silent),
  });
}

function refuseStrangers(form: Form, { frames, lists = [], ...rules }: EndpointRules): void {
  const known = [
    ...['prompt', 'duration', rules.sound, ...rules.fields],
    ...(rules.resolution ? ['resolution'] : []),
    ...(rules.aspect ? ['aspect_ratio'] : []),
    ...[frames?.first, frames?.last].flatMap((frame) => (frame ? [frame.field] : [])),
    ...lists.map(({ field }) => field),
  ];
  const stranger = Object.keys(form.fields).find((name) => !known.includes(name));
  if (stranger !== undefined) {
    form.refuse(invalid(stranger, 'Extra inputs are not permitted', 'extra_forbidden'));
  }
}

function readDuration(form: Form, { values, otherwise }: EndpointRules['duration']): number {
  const value = form.fields.duration ?? otherwise;
  const fits = values.some((one) => one === value);
  if (!fits) form.refuse(invalid('duration', `Input should be ${values.join(', ')}`, 'literal_error'));
  const seconds = Number.parseInt(String(value), 10);
  return fits && Number.isFinite(seconds) ? seconds : 5;
}

function wordOf(form: Form, name: string, words: readonly [string, ...string[]]): string {
  const value = form.fields[name] ?? words[0];
  if (typeof value === 'string' && words.includes(value)) return value;
  form.refuse(invalid(name, `Input should be ${words.join(', ')}`, 'literal_error'));
  return words[0];
}

function readSwitch(form: Form, name: string): boolean {
  const { [name]: value = true } = form.fields;
  if (typeof value === 'boolean') return value;
  form.refuse(invalid(name, 'Input should be a valid boolean', 'bool_parsing'));
  return true;
}

async function readFrames(
  form: Form,
  files: FileReader,
  { frames }: EndpointRules,
): Promise<readonly [Medium | undefined, Medium | undefined]> {
  const read = async (frame: { readonly field: string; readonly needed: boolean } | undefined) => {
    if (frame === undefined) return undefined;
    const value = form.fields[frame.field];
    if (value === undefined && frame.needed) form.refuse(missing(frame.field));
    return value === undefined ? undefined : await files.read(frame.field, value, 'image');
  };
  return [await read(frames?.first), await read(frames?.last)];
}

async function readLists(form: Form, files: FileReader, { lists = [] }: EndpointRules): Promise<void> {
  for (const { field, kind, most, seconds = Number.POSITIVE_INFINITY } of lists) {
    const { [field]: value = [] } = form.fields;
    const urls: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (isFields(value)) form.refuse(invalid(field, 'Input should be a valid list', 'list_type'));
    if (urls.length > most) form.refuse(invalid(field, `At most ${most} are accepted.`, 'too_long'));
    let total = 0;
    for (const [n, url] of urls.entries()) {
      const read = await files.read(`${field}.${n}`, url, kind);
      if (read && kind === 'audio') total += await secondsOf(read);
    }
    if (total > seconds + 0.05) {
      form.refuse(
        invalid(
          field,
          `The combined duration must not exceed ${seconds} seconds.`,
          'audio_duration_too_long',
        ),
      );
    }
  }
}

const shapeOf = (frame: Medium | undefined): string => {
  const size = frame && imageHeader(frame.bytes)?.size;
  return size ? `${size.width}:${size.height}` : '16:9';
};

const linesOf = (resolution: string): number =>
  resolution === '4k' ? 2160 : Number.parseInt(resolution, 10);

/** Seedance's sizes are about as many pixels each. */
const ofSeedance: Readonly<Record<string, string>> = {
  ...{ '21:9': '1470x630', '4:3': '1112x834', '1:1': '960x960', '3:4': '834x1112' },
};

function sizeFor(endpoint: string, shape: string, lines: number): Size {
  const own = endpoint.includes('seedance') && lines === 720 ? ofSeedance[shape] : undefined;
  return (own === undefined ? undefined : parseSize(own)) ?? sizeOfShape(shape, lines);
}
