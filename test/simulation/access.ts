import { type Accounts, openAccounts } from '../../src/project/machine/accounts.ts';
import type { ProviderData } from '../../src/providers/capabilities.ts';
import { discreet } from '../../src/providers/discreet.ts';
import type { KnownProvider } from '../../src/providers/kind.ts';
import type { Provider } from '../../src/providers/provider.ts';
import { dialects } from '../../src/providers/videos-api/dialects.ts';
import { videosApiProvider } from '../../src/providers/videos-api/videos-api.ts';
import type { Store } from '../../src/store/store.ts';
import { fakeData } from '../rig/fake-provider.ts';
import type { Process } from './process.ts';
import { key, type World } from './world.ts';

/** The studio, as a process reaches it. */
export function providerOf(world: World, process: Process): Provider {
  const { list, within, failuresSaid, failuresCharged, tellsCost } = world.studio.weather;
  const data: ProviderData = {
    ...fakeData('fake'),
    address: 'https://studio.example/v1',
    ...(failuresSaid && { failures: failuresCharged ? ('charged' as const) : ('free' as const) }),
    ...(list !== 'none' && { lists: list === 'complete' ? { within } : {} }),
  };
  const calls = videosApiProvider({
    data,
    dialect: { ...dialects.openai, list: list !== 'none' },
    baseUrl: 'https://studio.example/v1',
    key,
    clock: process.clock,
    pollEvery: 30_000,
    ...(tellsCost && { charge: { at: 'usage.cost', perDollar: 1 } }),
    wire: world.network.wireOf(process, world.disk),
  });
  return discreet(data, calls, { key });
}

interface Access {
  readonly provider: Provider;
  readonly store: Store;
  readonly signal: AbortSignal;
}

/** The account at the studio, which all projects of the machine share. */
export function accountsOf(
  world: World,
  process: Process,
  { provider, store, signal }: Access,
): Promise<Accounts> {
  const machine = {
    ...{ clock: process.clock, files: world.disk.filesOf(process), emit: telling(world, process) },
    env: { STORYCUT_STATE: '/state', STUDIO_KEY: key },
  };
  const known: KnownProvider = {
    data: provider.data,
    keys: { key: { kind: 'env', name: 'STUDIO_KEY' } },
    open: async () => provider,
  };
  return openAccounts(machine, store, [known], signal);
}

/** What hears the events of a process. */
export const telling =
  (world: World, process: Process) =>
  (event: unknown): void => {
    const text = JSON.stringify(event);
    world.tell(`${process.name} says ${text.slice(0, 300)}`);
    if (text.includes(key.slice(0, 12))) world.violate('I13', `an event shows the key: ${text}`);
  };
