import { join } from 'node:path';
import type { Environment } from '../core/ports.ts';

/** Where the config file is unless another is named: as the XDG base directories have it. Undefined for who has no home. */
export function usualConfigFile({ XDG_CONFIG_HOME, HOME, USERPROFILE }: Environment): string | undefined {
  const home = HOME || USERPROFILE;
  const folder = XDG_CONFIG_HOME || (home && join(home, '.config'));
  return folder ? join(folder, 'storycut', 'config.yaml') : undefined;
}
