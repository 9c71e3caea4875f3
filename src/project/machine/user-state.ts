import { isAbsolute, join } from 'node:path';
import type { Environment } from '../../core/ports.ts';

/**
 * The folder of what this user's projects share: absolute; undefined without a home folder. As the XDG base directories
 * define it, or as is usual on macOS and Windows.
 */
export function userStateFolder(env: Environment, platform: NodeJS.Platform): string | undefined {
  const { STORYCUT_STATE, XDG_STATE_HOME, HOME, LOCALAPPDATA, USERPROFILE } = env;
  // A relative one would be another folder for each project, and is ignored, as the XDG base directories say.
  if (STORYCUT_STATE && isAbsolute(STORYCUT_STATE)) return STORYCUT_STATE;
  if (XDG_STATE_HOME && isAbsolute(XDG_STATE_HOME)) return join(XDG_STATE_HOME, 'storycut');
  if (platform === 'win32') {
    const folder = LOCALAPPDATA || (USERPROFILE && join(USERPROFILE, 'AppData', 'Local'));
    return folder ? join(folder, 'storycut') : undefined;
  }
  if (!HOME) return undefined;
  const usual = platform === 'darwin' ? ['Library', 'Application Support'] : ['.local', 'state'];
  return join(HOME, ...usual, 'storycut');
}
