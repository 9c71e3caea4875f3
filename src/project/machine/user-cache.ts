import { isAbsolute, join } from 'node:path';
import type { Environment } from '../../core/ports.ts';

/** The folder of what this user can read again: absolute; undefined without a home folder. As `userStateFolder` otherwise. */
export function userCacheFolder(env: Environment, platform: NodeJS.Platform): string | undefined {
  const { XDG_CACHE_HOME, HOME, LOCALAPPDATA, USERPROFILE } = env;
  if (XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME)) return join(XDG_CACHE_HOME, 'storycut');
  if (platform === 'win32') {
    const folder = LOCALAPPDATA || (USERPROFILE && join(USERPROFILE, 'AppData', 'Local'));
    return folder ? join(folder, 'storycut', 'cache') : undefined;
  }
  if (!HOME) return undefined;
  return join(HOME, ...(platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']), 'storycut');
}
