import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Event } from '../core/event.ts';
import type { Clock, Random } from '../core/ports.ts';
import type { World } from '../project/world.ts';

/** The real machine. */
export function processWorld(cwd: string, emit: (event: Event) => void): World {
  let tools: ReturnType<World['tools']> | undefined;
  return {
    cwd,
    clock,
    random,
    emit,
    tools: () => {
      tools ??= findTools();
      return tools;
    },
  };
}

async function findTools(): ReturnType<World['tools']> {
  const { findTools: find } = await import('../media/tools.ts');
  const { FFMPEG_PATH, FFPROBE_PATH, PATH } = process.env;
  return await find({
    ...(FFMPEG_PATH && { ffmpegPath: FFMPEG_PATH }),
    ...(FFPROBE_PATH && { ffprobePath: FFPROBE_PATH }),
    ...(PATH && { path: PATH }),
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

/** For verbs that make nothing: there are no events to tell. */
export const quietWorld = (): World => processWorld(process.cwd(), () => undefined);
