import { readFile } from 'node:fs/promises';
import type { Database } from './database.ts';
import { versionIn } from './version.ts';

/** Creates the ledger in a database, all of it or nothing. False: it is there already. A prompt may be in any language: an encoding other than UTF8 is refused. */
export async function createLedger(database: Database): Promise<boolean> {
  const isThere = async (): Promise<boolean> =>
    (await versionIn((text) => database.ask(text, []))) !== undefined;
  if (await isThere()) return false;
  const [has] = await database.ask<{ encoding: string }>(
    `select current_setting('server_encoding') as encoding`,
    [],
  );
  if (has?.encoding !== 'UTF8') {
    throw new Error(
      `its encoding is ${has?.encoding}, and a ledger needs UTF8: \`createdb --template=template0 --encoding=UTF8\``,
    );
  }
  const schema = await readFile(new URL('./ledger/schema.sql', import.meta.url), 'utf8');
  try {
    await database.ask(`begin;\n${schema}\ncommit`, []);
    return true;
  } catch (error) {
    // Somebody else did so at the same time, or the answer to this one was lost.
    if (await isThere()) return false;
    throw error;
  }
}
