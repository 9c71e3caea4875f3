import { readFile } from 'node:fs/promises';
import type { Database } from './database.ts';
import { LedgerBroken, VERSION, versionIn } from './version.ts';

/** What `createLedger` found, or did. */
export type LedgerCreated = 'created' | 'brought-up-to-date' | 'there';

/** What leads to each version from the one before, in order. */
const STEPS = ['schema.sql', 'version-2.sql'];

/**
 * Creates the ledger in a database, or brings one of an earlier version up to date: all of it or nothing. A prompt may be in any
 * language: an encoding other than UTF8 is refused.
 */
export async function createLedger(database: Database): Promise<LedgerCreated> {
  const versionNow = async (): Promise<number | undefined> => {
    const version = await versionIn((text) => database.ask(text, []));
    if (version === 'broken') throw new LedgerBroken();
    return version;
  };
  const before = await versionNow();
  if (before !== undefined && before >= VERSION) return 'there';
  if (before === undefined) await checkEncoding(database);
  const steps = STEPS.slice(before ?? 0, VERSION).map((name) =>
    readFile(new URL(`./ledger/${name}`, import.meta.url), 'utf8'),
  );
  try {
    await database.ask(`begin;\n${(await Promise.all(steps)).join('\n')}\ncommit`, []);
    return before === undefined ? 'created' : 'brought-up-to-date';
  } catch (error) {
    // Somebody else did so at the same time, or the answer to this one was lost.
    if (((await versionNow()) ?? 0) >= VERSION) return 'there';
    throw error;
  }
}

async function checkEncoding(database: Database): Promise<void> {
  const [has] = await database.ask<{ encoding: string }>(
    `select current_setting('server_encoding') as encoding`,
    [],
  );
  if (has?.encoding !== 'UTF8') {
    throw new Error(
      `its encoding is ${has?.encoding}, and a ledger needs UTF8: \`createdb --template=template0 --encoding=UTF8\``,
    );
  }
}
