import { readFile } from 'node:fs/promises';
import type { Database } from './database.ts';
import { versionIn } from './version.ts';

/** Creates the ledger in a database, all of it or nothing. False: it is there already. */
export async function createLedger(database: Database): Promise<boolean> {
  if ((await versionIn((text) => database.ask(text, []))) !== undefined) return false;
  const schema = await readFile(new URL('./ledger/schema.sql', import.meta.url), 'utf8');
  await database.ask(`begin;\n${schema}\ncommit`, []);
  return true;
}
