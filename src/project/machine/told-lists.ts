import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { platform } from 'node:process';
import { hashOf } from '../../core/canonical.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { diskRefusal } from '../../core/disk-refusal.ts';
import { makeFolder } from '../../core/make-folder.ts';
import type { Clock, Environment } from '../../core/ports.ts';
import { textWithin } from '../../core/read-bounded.ts';
import { say, says } from '../../core/sentence.ts';
import { accountOf } from '../../providers/account.ts';
import type { ProviderData } from '../../providers/capabilities.ts';
import type { KnownProvider } from '../../providers/kind.ts';
import { usableKeys } from '../../providers/open-provider.ts';
import { userCacheFolder } from './user-cache.ts';

/** What a service told of its models, as it is kept: for its address, and for the account that asked. */
interface KeptList {
  readonly version: typeof version;
  readonly provider: string;
  readonly address: string;
  /** Absent: nobody's key was sent. */
  readonly account?: string;
  /** Milliseconds since 1970. */
  readonly read: number;
  readonly list: unknown;
}

const version = 1;

/** Bytes. */
const longest = 8 * 2 ** 20;

/** A provider with the models that it last told of, if it has told of any. Contacts nobody. */
export async function asLastTold(provider: KnownProvider, env: Environment): Promise<KnownProvider> {
  const file = provider.list && fileOf(provider, env);
  if (provider.list === undefined || file === undefined) return provider;
  const kept = await recall(file);
  const { name, address } = provider.data;
  if (kept === undefined || kept.provider !== name || kept.address !== address) return provider;
  const account = await accountOf(listed(provider), env);
  // Another account may see other models, and other prices.
  if (kept.account !== undefined && account !== undefined && kept.account !== account) return provider;
  return provider.list.known(kept.list, new Date(kept.read));
}

/** Asks a service for its list and keeps it. The error says why it could not be read or kept. */
export async function askForList(
  provider: KnownProvider,
  { env, clock }: { readonly env: Environment; readonly clock: Clock },
  signal: AbortSignal,
): Promise<KnownProvider | Diagnostic> {
  const { list, data } = provider;
  if (list === undefined || data.address === undefined) return provider;
  const keys = await usableKeys(listed(provider), env);
  const read = await list.read({ keys: keys.ok ? keys.value : {}, clock }, signal);
  if (!read.ok) return listUnread(data, read.error.message, read.error.help);
  const now = clock.now();
  const known = list.known(read.value, new Date(now));
  if (known.data.models.length === 0)
    return listUnread(data, 'It names no model that footage could be ordered from.');
  const account = await accountOf(listed(provider), env);
  const kept: KeptList = {
    ...{ version, provider: data.name, address: data.address },
    ...(account !== undefined && { account }),
    ...{ read: now, list: read.value },
  };
  const problem = await remember(fileOf(provider, env), kept);
  return problem === undefined ? known : listUnread(data, problem);
}

/** Without what it lacks as long as it has told of no models. */
function listed({ data: { unavailable: _, ...data }, ...rest }: KnownProvider): KnownProvider {
  return { ...rest, data };
}

/** A file for each address: what a rehearsal's server tells never takes the place of what the service told. */
function fileOf({ data: { name, address } }: KnownProvider, env: Environment): string | undefined {
  const folder = userCacheFolder(env, platform);
  return folder && join(folder, 'providers', `${name}-${hashOf({ address }).slice(0, 12)}.json`);
}

/** The folder is untrusted, and so is what was told. */
async function recall(file: string): Promise<KeptList | undefined> {
  try {
    const value: unknown = JSON.parse((await textWithin(file, longest, { follow: false })) ?? '');
    return isKept(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isKept(value: unknown): value is KeptList {
  const kept = (value ?? {}) as Partial<Record<keyof KeptList, unknown>>;
  const { account, read } = kept;
  return (
    kept.version === version &&
    typeof kept.provider === 'string' &&
    typeof kept.address === 'string' &&
    (account === undefined || typeof account === 'string') &&
    Number.isInteger(read) &&
    Number(read) > 0 &&
    Number(read) < 8.64e15
  );
}

/** Why it can't be kept, in one sentence; undefined: it is. */
async function remember(file: string | undefined, kept: KeptList): Promise<string | undefined> {
  if (file === undefined) return 'No folder for it is known: set XDG_CACHE_HOME.';
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await makeFolder(join(file, '..'));
    await writeFile(draft, JSON.stringify(kept), { flag: 'wx', mode: 0o600 });
    await rename(draft, file);
    return undefined;
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    return `It can't be written to ${file}: ${diskRefusal(error)}.`;
  }
}

export const listUnread = (
  { name: provider, told }: Pick<ProviderData, 'name' | 'told'>,
  cause: string,
  help = `Try again later${told === undefined ? '' : ': until then, what it told last counts'}.`,
): Diagnostic => ({
  severity: 'error',
  code: 'list-unread',
  ...says(say`What ${{ provider }} offers could not be read. ${{ cause }}`, say`${help}`),
});
