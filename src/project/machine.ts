import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Emit } from '../core/event.ts';
import type { Clock, Random } from '../core/ports.ts';
import type { World } from './world.ts';

export interface MachineSettings {
  /** The working folder, absolute. */
  readonly cwd: string;
  /** Hears what happens. */
  readonly emit?: Emit;
  /** An ffmpeg and an ffprobe to be used whatever else there is. */
  readonly ffmpegPath?: string | undefined;
  readonly ffprobePath?: string | undefined;
  /** Folders to look for them in, as in the environment variable PATH. */
  readonly path?: string | undefined;
}

/** The real machine: its clock, its chance, its ffmpeg. */
export function machine(settings: MachineSettings): World {
  let tools: ReturnType<World['tools']> | undefined;
  return {
    cwd: settings.cwd,
    emit: settings.emit ?? (() => undefined),
    clock,
    random,
    tools: () => {
      tools ??= findToolsWith(settings);
      return tools;
    },
  };
}

async function findToolsWith({ ffmpegPath, ffprobePath, path }: MachineSettings): ReturnType<World['tools']> {
  const { findTools } = await import('../media/tools.ts');
  return await findTools({
    ...(ffmpegPath && { ffmpegPath }),
    ...(ffprobePath && { ffprobePath }),
    ...(path && { path }),
  });
}

const clock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    // Aborted is not failed: the caller looks at the signal.
    await sleep(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
  },
};

const random: Random = {
  next: () => Math.random(),
  id: () => randomBytes(8).toString('hex'),
};
