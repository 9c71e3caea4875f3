import type { Size } from '../../../core/frames.ts';
import { isFields } from '../../fields.ts';
import { Form } from '../../form.ts';
import { type CallProblem, invalid } from '../../problem.ts';
import { sizeOfShape } from '../../size-of-shape.ts';
import { strict } from '../../strict.ts';

export interface OmniFormat {
  readonly resolution: string;
  readonly size: Size;
  /** Undefined: as long as the source. */
  readonly seconds: number | undefined;
}

const lines: Readonly<Record<string, number>> = { '360p': 360, '720p': 720, '1080p': 1080, '4k': 2160 };
/** Invented: Google says only that the model has a length of its own. */
const usualSeconds = 8;

/** `response_format`. `continues`: it is footage made of other footage, whose shape it has; `as`: is as long, too. */
export function readFormat(
  form: Form,
  { continues, as }: { readonly continues: Size | undefined; readonly as: 'source' | 'asked' },
): OmniFormat {
  const { response_format: given = { type: 'video' } } = form.fields;
  const fields = isFields(given) ? given : {};
  const inner = new Form(fields);
  const refuse = (problem: CallProblem) => form.refuse(problem);
  if (fields.type !== 'video') refuse(invalid('response_format', "Expected type 'video'."));
  strict(form, ['type', 'delivery', 'aspect_ratio', 'resolution', 'duration'], {
    ...{ at: 'response_format', fields },
  });
  if (fields.delivery !== 'uri')
    refuse(invalid('response_format.delivery', "The sandbox delivers by 'uri' only."));
  const resolution = inner.choice('resolution', ['720p', '360p', '1080p', '4k']);
  const shape = inner.choice('aspect_ratio', ['16:9', '9:16']);
  const read = inner.done(undefined);
  if (!read.ok) refuse(read.error);
  if (
    continues &&
    (fields.aspect_ratio !== undefined || (as === 'source' && fields.duration !== undefined))
  ) {
    refuse(invalid('response_format', 'The output follows the input video.'));
  }
  return {
    resolution,
    size: continues ?? sizeOfShape(shape, lines[resolution] ?? 720),
    seconds: as === 'source' ? undefined : secondsIn(form, fields.duration),
  };
}

/** A number is refused: it is a text such as `8s`. */
function secondsIn(form: Form, duration: unknown = `${usualSeconds}s`): number {
  const seconds = typeof duration === 'string' && /^\d+s$/.test(duration) ? Number.parseInt(duration, 10) : 0;
  if (seconds >= 3 && seconds <= 10) return seconds;
  form.refuse(invalid('response_format.duration', 'Expected a duration from 3s to 10s.'));
  return usualSeconds;
}
