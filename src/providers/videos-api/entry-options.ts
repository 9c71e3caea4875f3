import type { Options, OptionValues } from '../../core/option-values.ts';
import { optionsNamed } from '../options.ts';
import type { ModelEntry, OptionEntry } from './entry.ts';

/** The options that an entry adds to those of its dialect. */
export const optionsOf = (written: NonNullable<ModelEntry['options']>): Options =>
  isList(written)
    ? optionsNamed(written)
    : Object.fromEntries(Object.entries(written).map(([name, values]) => [name, valuesOf(values)]));

function valuesOf(written: OptionEntry): OptionValues {
  if (typeof written === 'string') return { type: written };
  return isList(written) ? { type: 'choice', choices: written } : { type: 'number', ...written };
}

const isList = (written: object): written is readonly string[] => Array.isArray(written);
