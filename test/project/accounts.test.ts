import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../src/core/ports.ts';
import type { FilmEvent } from '../../src/project/events/film-event.ts';
import { type Accounts, openAccounts } from '../../src/project/machine/accounts.ts';
import { userStateFolder } from '../../src/project/machine/user-state.ts';
import { accountOf } from '../../src/providers/account.ts';
import type { KnownProvider } from '../../src/providers/kind.ts';
import type { Files } from '../../src/store/files.ts';
import { takeLock } from '../../src/store/lock.ts';
import { nodeFiles } from '../../src/store/node-files.ts';
import type { Intent } from '../../src/store/record.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { fakeData } from '../rig/fake-provider.ts';
import { fixedRandom } from '../rig/fixed-random.ts';
import { request } from '../rig/plans.ts';
import { virtualClock } from '../rig/virtual-clock.ts';

const address = 'https://farm.example/v1';
const farm = (more: Partial<KnownProvider['data']> = {}, name = 'fake'): KnownProvider => ({
  data: { ...fakeData(name), address, ...more },
  keys: { key: { kind: 'env', name: 'FARM_KEY' } },
  open: () => Promise.reject(new Error('closed')),
});
const env = { FARM_KEY: 'sk-canary-0123456789abcdefghij' };

describe('the folder of what a user’s projects share', () => {
  test.each<[Readonly<Record<string, string>>, NodeJS.Platform, string | undefined]>([
    [{ STORYCUT_STATE: '/s', XDG_STATE_HOME: '/x', HOME: '/h' }, 'linux', '/s'],
    [{ STORYCUT_STATE: 's', XDG_STATE_HOME: 'x', HOME: '/h' }, 'linux', '/h/.local/state/storycut'],
    [{ XDG_STATE_HOME: '/x', HOME: '/h' }, 'linux', '/x/storycut'],
    [{ HOME: '/h' }, 'linux', '/h/.local/state/storycut'],
    [{ HOME: '/h' }, 'darwin', '/h/Library/Application Support/storycut'],
    [{ LOCALAPPDATA: '/l', HOME: '/h' }, 'win32', '/l/storycut'],
    [{ USERPROFILE: '/u' }, 'win32', '/u/AppData/Local/storycut'],
    [{}, 'linux', undefined],
  ])('of %j on %s is %s', (variables, platform, folder) => {
    expect(userStateFolder(variables, platform)?.replaceAll('\\', '/')).toBe(folder);
  });
});

describe('an account', () => {
  test('is the same by whatever name its provider goes, and however its address is written', async () => {
    const one = await accountOf(farm(), env);
    expect(await accountOf(farm({ address: 'https://FARM.example:443/v1' }, 'studio'), env)).toBe(one);
    expect(one).toMatch(/^[0-9a-f]{32}$/);
  });

  test('is another for another server or another key', async () => {
    const all = [
      await accountOf(farm(), env),
      await accountOf(farm({ address: 'https://farm.example/v2' }), env),
      await accountOf(farm(), { FARM_KEY: 'another-key' }),
    ];
    expect(new Set(all).size).toBe(3);
  });

  test('is none where nothing is billed, nobody knows where, or the key is missing', async () => {
    const { keys: _, ...open } = farm();
    expect(await accountOf(farm({ resubmit: 'safe' }), env)).toBeUndefined();
    expect(await accountOf({ ...open, data: fakeData() }, env)).toBeUndefined();
    expect(await accountOf(farm(), {})).toBeUndefined();
  });
});

describe('a project', () => {
  let root: string;
  let clock: Clock;
  let events: FilmEvent[];
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'storycut-accounts-'));
    clock = virtualClock();
    events = [];
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  interface Opened {
    readonly store: Store;
    readonly accounts: Accounts;
  }

  async function open(name: string, signal = new AbortController().signal, files?: Files): Promise<Opened> {
    const store = await openStore(join(root, name, '.storycut'), { clock, random: fixedRandom(1) });
    if (!store.ok) throw new Error(store.error.message);
    const world = {
      clock,
      env: { ...env, STORYCUT_STATE: join(root, 'state') },
      emit: (event: FilmEvent) => void events.push(event),
      ...(files && { files }),
    };
    const accounts = await openAccounts(world, store.value, [farm()], signal);
    return { store: store.value, accounts };
  }

  const intent = (attempt: string): Intent => ({
    ...{ type: 'intent', attempt, kind: 'generate', storyboard: 'film', segment: 'a', take: 1, link: 1 },
    ...{ fingerprint: attempt, request: request('the same words'), price: 1, address },
  });

  async function close({ store, accounts }: Opened): Promise<void> {
    await accounts.end();
    await store.close();
  }

  test('knows what others submit, what they have, and what became of nothing', async () => {
    const [one, other] = [await open('one'), await open('other')];
    for (const name of ['a', 'b', 'c']) await one.accounts.store.reserve(intent(name), undefined);
    await one.accounts.store.append({ type: 'accepted', attempt: 'a', remote: 'job' });
    await one.accounts.store.append({ type: 'rejected', attempt: 'b', reason: 'rate', message: '' });
    await other.accounts.store.reserve(intent('d'), undefined);
    const known = async (): Promise<readonly (string | undefined)[] | undefined> =>
      (await other.accounts.of('fake')?.others('d'))?.map(({ remote }) => remote);
    await expect.poll(known).toEqual(['job', undefined]);
    expect(await other.accounts.of('fake')?.owns('job')).toBe(true);
    expect(await one.accounts.of('fake')?.owns('job')).toBe(false);
    for (const opened of [one, other]) await close(opened);
  });

  const failing = (code: string): Files => ({
    ...nodeFiles,
    append: () => Promise.reject(Object.assign(new Error(code), { code })),
  });

  test.each([
    ['ENOSPC', false, true],
    ['EIO', false, true],
    ['EROFS', false, false],
    ['ENOTDIR', false, false],
    ['EACCES', true, true],
  ])('whose register fails with %s (others are in it: %s) must not submit: %s', async (code, inIt, never) => {
    const other = await open('other');
    if (inIt) await other.accounts.store.reserve(intent('d'), undefined);
    const one = await open('one', undefined, failing(code));
    await one.accounts.store.reserve(intent('a'), undefined);
    const why = one.accounts.of('fake')?.untold('a');
    expect(why === undefined ? 'submits' : 'never').toBe(never ? 'never' : 'submits');
    expect(events).toMatchObject([{ diagnostic: { code: 'account-unshared', severity: 'warning' } }]);
    expect(other.accounts.of('fake')?.untold('d')).toBeUndefined();
    for (const opened of [one, other]) await close(opened);
  });

  test('tells later what an earlier life could not, which proves nothing', async () => {
    const before = await open('one');
    await before.store.reserve(intent('a'), undefined);
    await before.store.append({ type: 'accepted', attempt: 'a', remote: 'job' });
    await before.store.reserve(intent('b'), undefined);
    await close(before);
    const [one, other] = [await open('one'), await open('other')];
    expect(await one.accounts.of('fake')?.others('b')).toBeUndefined();
    await other.accounts.store.reserve(intent('d'), undefined);
    const known = async (): Promise<readonly (string | undefined)[] | undefined> =>
      (await other.accounts.of('fake')?.others('d'))?.map(({ remote }) => remote);
    await expect.poll(known).toEqual(['job', undefined]);
    for (const opened of [one, other]) await close(opened);
  });

  test('submits nothing while another process holds the register, says so, and lets itself be stopped', async () => {
    const stop = new AbortController();
    const opened = await open('one', stop.signal);
    await opened.accounts.store.reserve(intent('a'), undefined);
    const [account = ''] = await readdir(join(root, 'state', 'accounts'));
    const lock = await takeLock(join(root, 'state', 'accounts', account, 'lock'), '{"pid":4242}');
    if (!lock.ok) throw new Error(lock.error);
    let durable = false;
    const appended = opened.accounts.store.reserve(intent('b'), undefined).then(() => {
      durable = true;
    });
    const begun = clock.now();
    while (clock.now() - begun < 30_000) await new Promise((resolve) => setImmediate(resolve));
    expect(durable).toBe(false);
    expect(events).toMatchObject([
      { type: 'notice', diagnostic: { code: 'account-held', params: { pid: '4242' } } },
    ]);
    stop.abort();
    await appended;
    await lock.value.release();
    // It was never told: if it was sent all the same, it proves nothing.
    expect(await opened.accounts.of('fake')?.others('b')).toBeUndefined();
    await close(opened);
  });

  test('shares its pace with others', async () => {
    const [one, other] = [await open('one'), await open('other')];
    const [first = 0, second = 0] = [
      await one.accounts.of('fake')?.turn('m', 6000),
      await other.accounts.of('fake')?.turn('m', 6000),
    ];
    expect(second - first).toBeGreaterThanOrEqual(6000);
    for (const opened of [one, other]) await close(opened);
  });
});
