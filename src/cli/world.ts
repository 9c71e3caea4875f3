import type { Told } from '../project/film-event.ts';
import { machine } from '../project/machine.ts';
import type { World } from '../project/world.ts';

/** This machine, as the environment describes it. */
export function processWorld(cwd: string, emit: (told: Told) => void): World {
  const { FFMPEG_PATH, PATH, STORYCUT_CONFIG } = process.env;
  return machine({
    ...{ cwd, emit, ffmpegPath: FFMPEG_PATH, path: PATH },
    ...{ env: process.env, configFile: STORYCUT_CONFIG || undefined },
  });
}

/** For verbs that make nothing: there are no events to tell. */
export const quietWorld = (): World => processWorld(process.cwd(), () => undefined);
