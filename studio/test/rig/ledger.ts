import { makeTemplate } from './new-ledger.ts';
import { startPostgres } from './postgres.ts';

/** For all test files: a PostgreSQL, whose address is in STORYCUT_TEST_LEDGER. */
export default async function setUp(): Promise<() => Promise<void>> {
  // Nobody pulls the plug on a test's disk.
  const postgres = await startPostgres(['fsync=off', 'max_connections=300']);
  await makeTemplate(postgres.url());
  process.env.STORYCUT_TEST_LEDGER = postgres.url();
  return () => postgres.remove();
}
