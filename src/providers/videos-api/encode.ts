import { dataUrl, Upload } from '../http/upload.ts';
import type { Body, BodyValue } from './body.ts';

/** Nested values are named `video[id]`, `characters[][id]`, as OpenAI's own client does. */
export function toForm(body: Body): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) append(form, name, value);
  return form;
}

function append(form: FormData, name: string, value: BodyValue): void {
  if (value instanceof Upload) form.append(name, new Blob([value.bytes], { type: value.type }), value.name);
  else if (Array.isArray(value)) for (const item of value) append(form, `${name}[]`, item);
  else if (typeof value !== 'object') form.append(name, String(value));
  else for (const [key, member] of Object.entries(value)) append(form, `${name}[${key}]`, member);
}

/** Media becomes data URLs. */
export function toJson(body: Body): object {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, jsonValue(value)]));
}

function jsonValue(value: BodyValue): unknown {
  if (value instanceof Upload) return dataUrl(value);
  if (Array.isArray(value)) return value.map(jsonValue);
  return typeof value === 'object' ? toJson(value as Body) : value;
}
