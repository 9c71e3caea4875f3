import { unreachable } from './result.ts';

/** The values that an option of a model takes. */
export type OptionValues =
  | { readonly type: 'text' }
  /** True or false. */
  | { readonly type: 'switch' }
  /** Both bounds are included; absent: its maker tells of none. */
  | { readonly type: 'number'; readonly min?: number; readonly max?: number; readonly whole?: boolean }
  | { readonly type: 'choice'; readonly choices: readonly string[] }
  /** Its maker, or the config file, doesn't say. */
  | { readonly type: 'any' };

/** By the name that storyboards use. */
export type Options = Readonly<Record<string, OptionValues>>;

export function takesValue(values: OptionValues, value: string | number | boolean): boolean {
  switch (values.type) {
    case 'text':
      return typeof value === 'string';
    case 'switch':
      return typeof value === 'boolean';
    case 'number': {
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, whole = false } = values;
      return typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value));
    }
    case 'choice':
      return values.choices.includes(String(value));
    case 'any':
      return true;
    default:
      return unreachable(values);
  }
}

/** Such as `a whole number from 1 to 20`. */
export function valuesInWords(values: OptionValues): string {
  switch (values.type) {
    case 'text':
      return 'a text';
    case 'switch':
      return 'true or false';
    case 'number':
      return `a ${values.whole ? 'whole number' : 'number'}${boundsInWords(values)}`;
    case 'choice':
      return `one of ${values.choices.join(', ')}`;
    case 'any':
      return 'any value';
    default:
      return unreachable(values);
  }
}

function boundsInWords({ min, max }: Extract<OptionValues, { type: 'number' }>): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? '' : ` of at most ${max}`;
}
