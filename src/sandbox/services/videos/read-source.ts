import { isFields, UploadedFile } from '../../fields.ts';
import { type Form, missing, wrongType } from '../../form.ts';
import type { OrderSource } from './order.ts';

/** `video` as an upload, or `{id}`. */
export function readSource(form: Form): OrderSource {
  const value = form.fields.video;
  if (value instanceof UploadedFile) return { kind: 'bytes', bytes: value.bytes };
  if (isFields(value) && typeof value.id === 'string') return { kind: 'video', id: value.id };
  form.refuse(value === undefined ? missing('video') : wrongType('video', 'a file or an object with an id'));
  return { kind: 'video', id: '?' };
}
