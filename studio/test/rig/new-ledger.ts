import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { machine } from '../../../src/project/machine/machine.ts';
import { studioCore } from '../../../src/project/machine/studio.ts';
import { folderShelf } from '../../src/clips/folder.ts';
import { settleMark } from '../../src/clips/mark.ts';
import { createLedger, openDatabase } from '../../src/index.ts';

/** Databases with a ledger are copies of this one. */
const TEMPLATE = 'ledger';

export const { clock: realClock } = machine({ cwd: process.cwd() });

async function asking<T>(
  url: string,
  work: (database: ReturnType<typeof openDatabase>) => Promise<T>,
): Promise<T> {
  const database = openDatabase({ url, clock: realClock, patience: 10_000 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const inDatabase = (server: string, name: string): string =>
  Object.assign(new URL(server), { pathname: name }).href;

/** Makes what new ledgers are copies of. */
export async function makeTemplate(server: string): Promise<void> {
  await asking(server, (database) => database.ask(`create database ${TEMPLATE}`, []));
  await asking(inDatabase(server, TEMPLATE), async (database) => {
    await createLedger(database);
    await database.ask(
      `create or replace function storycut.now() returns timestamptz language sql volatile as $$
         select coalesce(to_timestamp(nullif(current_setting('storycut.test_now', true), '')::float8 / 1000), clock_timestamp())
       $$`,
      [],
    );
  });
}

/** A database with an empty ledger; its address. `clips`: a folder that becomes the one of its clips. */
export async function newLedger(server: string, clips?: string): Promise<string> {
  const name = `ledger_${randomBytes(6).toString('hex')}`;
  // Only one may copy it at a time.
  await asking(server, (database) =>
    database
      .ask(`select pg_advisory_lock(1)`, [])
      .then(() => database.ask(`create database ${name} template ${TEMPLATE} strategy file_copy`, [])),
  );
  const url = inDatabase(server, name);
  if (clips !== undefined) await markFolder(url, clips);
  return url;
}

/** As `studio init` does. */
export async function markFolder(url: string, clips: string): Promise<void> {
  await mkdir(clips, { recursive: true });
  await asking(url, (database) => settleMark(database, folderShelf(clips, studioCore)));
}

/** The ledger's clock is the test's own: time passes there as it does here. */
export const openInTime: typeof openDatabase = (options) => {
  const database = openDatabase({ ...options, clock: realClock, connections: 1 });
  return {
    ...database,
    async ask(text, values, patience) {
      await database.ask(`select set_config('storycut.test_now', $1, false)`, [options.clock.now()]);
      return database.ask(text, values, patience);
    },
  };
};
