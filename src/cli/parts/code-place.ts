import { createHash } from 'node:crypto';
import { isAbsolute, join } from 'node:path';
import type { Environment } from '../../core/ports.ts';
import { userCacheFolder } from '../../project/machine/user-cache.ts';

/** How the command is started: what decides which code is run, and what V8 makes of it. */
export interface Launch {
  /** The hash of the command's parts. */
  readonly build: string;
  /** What is behind the command's name. */
  readonly words: readonly string[];
  readonly node: Pick<NodeJS.Process, 'version' | 'arch' | 'platform' | 'execArgv'>;
  readonly env: Environment;
}

/**
 * Where compiled code of such starts is kept, one file for each verb. Undefined if nothing is to be kept: without a home folder, if
 * Node is told so, or while it counts which code runs.
 */
export function codePlace({ build, words: [verb = ''], node, env }: Launch): string | undefined {
  const { NODE_COMPILE_CACHE, NODE_DISABLE_COMPILE_CACHE, NODE_V8_COVERAGE, NODE_OPTIONS } = env;
  if (NODE_DISABLE_COMPILE_CACHE === '1' || NODE_V8_COVERAGE) return undefined;
  const named = NODE_COMPILE_CACHE && isAbsolute(NODE_COMPILE_CACHE);
  const folder = named ? join(NODE_COMPILE_CACHE, 'storycut') : userCacheFolder(env, node.platform);
  if (folder === undefined) return undefined;
  const told = JSON.stringify([build, node.version, node.arch, node.execArgv, NODE_OPTIONS ?? '']);
  const name = createHash('sha256').update(told).digest('hex').slice(0, 16);
  return join(folder, 'code', `${name}-${/^[a-z]{2,16}$/.test(verb) ? verb : 'other'}`);
}
