import { hashOf } from '../core/canonical.ts';
import type { Environment } from '../core/ports.ts';
import type { KnownProvider } from './kind.ts';
import { usableKeys } from './open-provider.ts';

/**
 * The account that a provider bills: the same text for the same server and keys, which reveals neither. Undefined if it bills
 * none, or can't be used now.
 */
export async function accountOf(known: KnownProvider, env: Environment): Promise<string | undefined> {
  const { address, resubmit } = known.data;
  if (resubmit === 'safe') return undefined;
  const keys = await usableKeys(known, env);
  if (!keys.ok) return undefined;
  const values = Object.values(keys.value).sort();
  if (address === undefined && values.length === 0) return undefined;
  const server = address !== undefined && URL.canParse(address) ? new URL(address).href : address;
  return hashOf({ server: server ?? known.data.name, keys: values }).slice(0, 32);
}
