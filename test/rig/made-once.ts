import { createHash, randomUUID } from 'node:crypto';
import { copyFile, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';

/**
 * Has `make` make a file, with these arguments and the file's path behind them; or copies the one that was made with the same
 * arguments, under the same name, in this run of the tests. Only for arguments that name no other file.
 */
export async function madeOnce(
  args: readonly string[],
  file: string,
  make: (args: readonly string[]) => Promise<unknown>,
): Promise<void> {
  const { STORYCUT_TESTS_DID: shared } = process.env;
  if (shared === undefined) return void (await make([...args, file]));
  const hash = createHash('sha256').update(JSON.stringify(args)).digest('hex');
  const kept = join(shared, `${hash}-${basename(file)}`);
  const copied = await copyFile(kept, file).then(
    () => true,
    () => false,
  );
  if (copied) return;
  await make([...args, file]);
  const draft = `${kept}.${randomUUID()}`;
  await copyFile(file, draft);
  await rename(draft, kept);
}
