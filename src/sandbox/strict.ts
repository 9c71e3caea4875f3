import { type Fields, isFields } from './fields.ts';
import type { Form } from './form.ts';
import { invalid } from './problem.ts';

/** Refuses fields that are not known; also those of an object inside. */
export function strict(
  form: Form,
  known: readonly string[],
  within?: { readonly at: string; readonly fields: Fields },
): void {
  const { at, fields } = within ?? { at: '', fields: form.fields };
  const stranger = Object.keys(fields).find((name) => !known.includes(name));
  if (stranger === undefined) return;
  const path = at === '' ? stranger : `${at}.${stranger}`;
  form.refuse(invalid(path, `Unrecognized key: "${stranger}"`, 'unrecognized_keys'));
}

/** The elements of a list of objects; refuses anything else. */
export function objectsIn(form: Form, name: string, most: number): readonly Fields[] {
  const { [name]: value = [] } = form.fields;
  const list: readonly unknown[] = Array.isArray(value) ? value : [undefined];
  const objects = list.filter(isFields);
  if (objects.length < list.length) {
    form.refuse(invalid(name, `Expected a list of objects in '${name}'.`, 'invalid_type'));
  }
  if (list.length > most) form.refuse(invalid(name, `Too big: expected at most ${most} items`, 'too_big'));
  return objects;
}
