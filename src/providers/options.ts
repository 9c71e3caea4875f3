import type { Options, OptionValues } from '../core/option-values.ts';

/** Options that mean the same wherever there are any: the storyboard's schema has their types, too. */
const common = {
  seed: { type: 'number', whole: true },
  'negative-prompt': { type: 'text' },
} as const satisfies Options;

/** Those of them that a model has. */
export const commonOptions = (...names: readonly (keyof typeof common)[]): Options =>
  Object.fromEntries(names.map((name) => [name, common[name]]));

/** Options of which only the names are known. */
export const optionsNamed = (names: readonly string[]): Options =>
  Object.fromEntries(names.map((name) => [name, commonOf(name) ?? { type: 'any' }]));

const commonOf = (name: string): OptionValues | undefined =>
  Object.hasOwn(common, name) ? common[name as keyof typeof common] : undefined;
