import type { Diagnostic } from '../core/diagnostic.ts';
import type { Environment } from '../core/ports.ts';
import { err, ok, type Result } from '../core/result.ts';
import { discreet } from './discreet.ts';
import { hidingKeys } from './hiding-keys.ts';
import { readKey } from './key.ts';
import type { KnownProvider, Opening } from './kind.ts';
import type { Provider } from './provider.ts';
import { withoutKeys } from './without-keys.ts';

export interface OpenSettings extends Omit<Opening, 'keys'> {
  readonly env: Environment;
}

/** A provider, ready for use. The error says why it can't be used. */
export async function openProvider(
  known: KnownProvider,
  { env, ...opening }: OpenSettings,
): Promise<Result<Provider, readonly Diagnostic[]>> {
  const keys = await usableKeys(known, env);
  if (!keys.ok) return keys;
  try {
    const opened = await known.open({ ...opening, keys: keys.value });
    return ok(discreet(known.data, opened, keys.value));
  } catch (error) {
    throw withoutKeys(error, hidingKeys(keys.value).hide);
  }
}

/** Why a provider can't be used now; empty: it can. Contacts nobody. */
export async function problemsOf(known: KnownProvider, env: Environment): Promise<readonly Diagnostic[]> {
  const keys = await usableKeys(known, env);
  return keys.ok ? [] : keys.error;
}

/** The values of its keys, by name. The error says why it can't be used. */
export async function usableKeys(
  { data, keys = {} }: KnownProvider,
  env: Environment,
): Promise<Result<Opening['keys'], readonly Diagnostic[]>> {
  if (data.unavailable) return err([blocked(data.unavailable)]);
  const read = await Promise.all(
    Object.entries(keys).map(async ([name, place]) => [name, await readKey(data.name, place, env)] as const),
  );
  const problems = read.flatMap(([, key]) => (key.ok ? [] : [key.error]));
  if (problems.length > 0) return err(problems);
  return ok(Object.fromEntries(read.flatMap(([name, key]) => (key.ok ? [[name, key.value]] : []))));
}

const blocked = ({
  reason: message,
  help,
}: NonNullable<KnownProvider['data']['unavailable']>): Diagnostic => ({
  severity: 'error',
  code: 'provider-unavailable',
  message,
  help,
});
