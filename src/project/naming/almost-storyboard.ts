import { join } from 'node:path';
import { textWithin } from '../../core/read-bounded.ts';
import { withFile } from '../../media/open-file.ts';

/** How many files are examined. */
const mostFiles = 20;

/** Names of files in a folder that contain a storyboard but are not named like one. */
export async function almostStoryboards(
  folder: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const texts = names.filter(isText);
  const looked = await Promise.all(
    texts.slice(0, mostFiles).map(async (name) => ((await has(join(folder, name), anyKey)) ? [name] : [])),
  );
  return looked.flat();
}

/** Whether a file, whatever its name, says that it is a storyboard. */
export const saysStoryboard = async (folder: string, name: string): Promise<boolean> =>
  isText(name) && (await has(join(folder, name), firstKey));

/** Bytes. No storyboard is larger. */
const largest = 64 * 2 ** 20;

/** Whether a file of any ending has a storyboard's key, wherever in it. */
export async function isStoryboardText(folder: string, name: string): Promise<boolean> {
  const path = join(folder, name);
  const isBinary = await withFile(path, async ({ head }) => head.includes(0)).catch(() => true);
  if (isBinary) return false;
  return firstKey.test((await textWithin(path, largest).catch(() => undefined)) ?? '');
}

const isText = (name: string): boolean => /\.(ya?ml|json)$/i.test(name) && !name.startsWith('.');

/** Keys that every storyboard has, at the beginning of a line or mapping. */
const firstKey = /(^\ufeff?|[{,]\s*)["']?storyboard["']?[ \t]*:/m;
const anyKey = /(^\ufeff?|[{,]\s*)["']?(storyboard|scenes)["']?[ \t]*:/m;

const has = (path: string, key: RegExp): Promise<boolean> =>
  withFile(path, async ({ head }) => key.test(head.toString('utf8'))).catch(() => false);
