import { looksLikeKey } from '../core/mask-keys.ts';
import type { KeyPlace } from './key.ts';
import type { ConfigEntry, EntryProblem } from './kind.ts';

/** Where an entry of the config file says that a key is. */
export type KeyEntry = { readonly env: string } | { readonly file: string };

export const keyPlace = (key: KeyEntry, { pathOf }: Pick<ConfigEntry, 'pathOf'>): KeyPlace =>
  'env' in key ? { kind: 'env', name: key.env } : { kind: 'file', path: pathOf(key.file) };

/** A key in place of its location. */
export function keyProblems(path: EntryProblem['path'], key: KeyEntry): readonly EntryProblem[] {
  const [kind, said] = 'env' in key ? (['env', key.env] as const) : (['file', key.file] as const);
  // A file that is named with its folder may have any name.
  if (!looksLikeKey(said) || /[./\\]/.test(said)) return [];
  return [
    {
      code: 'malformed',
      path: [...path, kind],
      message: `\`${kind}\` expects the name of ${kind === 'env' ? 'an environment variable' : 'a file'}, but this looks like the key itself.`,
      params: { key: kind },
      help: 'Keep the key out of this file: `export STUDIO_KEY=…` in your shell, and `key: { env: STUDIO_KEY }` here.',
    },
  ];
}
