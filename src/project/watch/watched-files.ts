import { dirname, resolve } from 'node:path';
import { filesNamed } from '../../storyboard/files-named.ts';
import { usualConfigFile } from '../machine/find-config.ts';
import type { World } from '../machine/world.ts';
import { locateStoryboard } from '../naming/locate.ts';

/** What is watched; paths are absolute, and may be of files that don't exist. */
export interface WatchedFiles {
  readonly storyboard: string;
  /** With the storyboard and the config file. */
  readonly files: readonly string[];
}

export interface Watching {
  /** As the user named it. */
  readonly storyboard: string | undefined;
  /** The config file that the user named; default: the usual one. */
  readonly configFile: string | undefined;
  /** What was watched before: of a storyboard that can't be read now, the files that it named then. */
  readonly before: WatchedFiles | undefined;
}

/** The files on which a film hangs. Undefined if there is no storyboard, and there was none before. */
export async function watchedFiles(
  world: World,
  { storyboard: named, configFile, before }: Watching,
): Promise<WatchedFiles | undefined> {
  const located = await locateStoryboard(world.cwd, named);
  if (!located.ok) return before;
  const storyboard = located.value.absolute;
  const config = configFile === undefined ? usualConfigFile(world.env) : resolve(world.cwd, configFile);
  const names = await filesNamed(storyboard);
  if (names === undefined && before?.storyboard === storyboard) return before;
  const providers = await world.providers();
  const folders = [dirname(storyboard), ...(providers.ok ? providers.value.folders : [])];
  const own = (names ?? []).flatMap((name) => folders.map((folder) => resolve(folder, name)));
  return { storyboard, files: [...new Set([storyboard, ...(config ? [config] : []), ...own])] };
}
