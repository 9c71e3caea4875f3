import { isFields } from '../../fields.ts';
import { type Form, missing } from '../../form.ts';
import { invalid } from '../../problem.ts';
import { strict } from '../../strict.ts';
import type { Duration, Field, Rules } from './models.ts';
import { shapes } from './ratios.ts';

export function readPrompt(form: Form, { most, required }: Rules['prompt']): string {
  const value = form.fields.promptText;
  if (value === undefined && required) form.refuse(missing('promptText'));
  if (value === undefined) return '';
  if (typeof value === 'string' && value !== '' && value.length <= most) return value;
  const wanted = `Invalid input: expected a string of 1 to ${most} characters`;
  form.refuse(invalid('promptText', wanted, typeof value === 'string' ? 'too_big' : 'invalid_type'));
  return '';
}

/** The seconds that are made, and the most that may be charged. */
export interface Length {
  readonly made: number;
  readonly most: number;
}

export function readDuration(form: Form, duration: Duration): Length {
  const value = form.fields.duration ?? duration.otherwise;
  if (value === undefined) form.refuse(missing('duration'));
  if ('values' in duration) {
    const length = duration.values.find((one) => one === value);
    if (length !== undefined) return { made: length, most: length };
    form.refuse(invalid('duration', `Invalid input: expected one of ${duration.values.join(', ')}`));
    return { made: 1, most: 1 };
  }
  const { least, most, whole, auto, otherwise = least } = duration;
  if (auto && value === 'auto') return { made: otherwise, most };
  const fits = typeof value === 'number' && value >= least && value <= most;
  if (fits && (!whole || Number.isInteger(value))) return { made: value, most: value };
  const wanted = `${whole ? 'an integer' : 'a number'} from ${least} to ${most}${auto ? ' or "auto"' : ''}`;
  form.refuse(invalid('duration', `Invalid input: expected ${wanted}`));
  return { made: 1, most: 1 };
}

/** A word among several; the default if it is missing, or a problem if there is none. */
export function readWord(form: Form, name: string, words: readonly string[], otherwise?: string): string {
  const value = form.fields[name] ?? otherwise;
  if (typeof value === 'string' && words.includes(value)) return value;
  const wanted = `Invalid option: expected one of ${words.map((word) => `"${word}"`).join('|')}`;
  form.refuse(value === undefined ? missing(name) : invalid(name, wanted));
  return words[0] ?? '';
}

/** Checks the fields that change nothing here, except the bill. */
export function checkFields(form: Form, fields: readonly Field[]): void {
  for (const field of fields) if (form.fields[field] !== undefined) checks[field](form, form.fields[field]);
}

const checks: Readonly<Record<Field, (form: Form, value: unknown) => void>> = {
  seed: (form, value) => {
    const fits = Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 4_294_967_295;
    if (!fits) form.refuse(invalid('seed', 'Invalid input: expected an integer from 0 to 4294967295'));
  },
  audio: (form, value) => {
    if (typeof value !== 'boolean') form.refuse(invalid('audio', 'Invalid input: expected boolean'));
  },
  negativePrompt: (form, value) => {
    if (typeof value !== 'string') form.refuse(invalid('negativePrompt', 'Invalid input: expected string'));
  },
  contentModeration: (form, value) => {
    const fields = isFields(value) ? value : { '': value };
    strict(form, ['publicFigureThreshold'], { at: 'contentModeration', fields });
    const { publicFigureThreshold: threshold = 'auto' } = fields;
    if (!['auto', 'low'].includes(String(threshold))) {
      form.refuse(invalid('contentModeration.publicFigureThreshold', 'Invalid option: expected auto or low'));
    }
  },
  outputFormat: (form, value) => {
    if (value !== 'mp4') form.refuse(invalid('outputFormat', 'The sandbox makes mp4 only.'));
  },
  promptExpansionMode: (form) => {
    readWord(form, 'promptExpansionMode', ['disabled', 'balanced', 'quality']);
  },
  keyframes: (form, value) => {
    const fits = Array.isArray(value) && value.length <= 5 && value.every(isKeyframe);
    if (!fits) form.refuse(invalid('keyframes', 'Expected up to 5 objects of a uri, and seconds or at.'));
  },
  targetAspectRatio: (form) => {
    readWord(form, 'targetAspectRatio', shapes.target);
  },
};

const isKeyframe = (value: unknown): boolean =>
  isFields(value) &&
  typeof value.uri === 'string' &&
  (typeof value.seconds === 'number') !== (typeof value.at === 'number');
