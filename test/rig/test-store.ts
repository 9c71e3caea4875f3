import { join } from 'node:path';
import type { Diagnostic } from '../../src/core/diagnostic.ts';
import type { Result } from '../../src/core/result.ts';
import { studioCore } from '../../src/project/machine/studio.ts';
import { openStore, type Store, type StoreOptions } from '../../src/store/store.ts';
import { whileBusy } from './virtual-clock.ts';

const { STORYCUT_TEST_LEDGER: ledger } = process.env;
/** Some tests are about the files of a journal. */
export const isOnLedger = ledger !== undefined;

const made = new Map<string, Promise<string>>();

/** A ledger of the folder's own: equal requests of two tests are not one. */
async function ledgerOf(folder: string, server: string): Promise<string> {
  const { newLedger } = await import('../../studio/test/rig/new-ledger.ts');
  const known = made.get(folder) ?? newLedger(server, join(folder, 'clips'));
  made.set(folder, known);
  return known;
}

/** The store of a state folder: on this machine, or in a ledger of PostgreSQL where `npm run test:studio` has started one. */
export async function openTestStore(
  folder: string,
  options: StoreOptions,
): Promise<Result<Store, Diagnostic>> {
  if (ledger === undefined) return openStore(folder, options);
  const { openStudio } = await import('../../studio/src/index.ts');
  const { openInTime } = await import('../../studio/test/rig/new-ledger.ts');
  const own = await whileBusy(ledgerOf(folder, ledger));
  const settings = {
    ledger: own,
    clips: { kind: 'folder', folder: join(folder, 'clips') } as const,
    projects: {},
  };
  const studio = openStudio(studioCore, settings, options.clock, openInTime);
  const opened = await whileBusy(studio.openStore('test', folder, options));
  if (!opened.ok) return opened;
  const { value: store } = opened;
  const busily = Object.fromEntries(
    Object.entries(store).map(([name, member]) => [
      name,
      typeof member === 'function'
        ? (...given: unknown[]) => {
            const result = Reflect.apply(member, store, given);
            return result instanceof Promise ? whileBusy(result) : result;
          }
        : member,
    ]),
  ) as unknown as Store;
  return {
    ok: true,
    value: {
      ...busily,
      async close() {
        await store.close();
        await studio.close();
      },
    },
  };
}
