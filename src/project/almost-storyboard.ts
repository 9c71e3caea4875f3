import { join } from 'node:path';
import { withFile } from '../media/open-file.ts';

/** Files that are looked into. */
const mostFiles = 20;

/** Names of files, out of those in a folder, that hold a storyboard and are not called like one. */
export async function almostStoryboards(
  folder: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const texts = names.filter((name) => /\.(ya?ml|json)$/i.test(name) && !name.startsWith('.'));
  const looked = await Promise.all(
    texts.slice(0, mostFiles).map(async (name) => ((await saysStoryboard(join(folder, name))) ? [name] : [])),
  );
  return looked.flat();
}

/** Whether one of the keys that every storyboard has stands at the beginning of a line or mapping. */
const saysStoryboard = (path: string): Promise<boolean> =>
  withFile(path, async ({ head }) =>
    /(^\ufeff?|[{,]\s*)["']?(storyboard|scenes)["']?[ \t]*:/m.test(head.toString('utf8')),
  ).catch(() => false);
