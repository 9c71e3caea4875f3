import type { Told } from '../project/events/film-event.ts';
import { machine } from '../project/machine/machine.ts';
import type { World } from '../project/machine/world.ts';
import type { Terminal } from './output.ts';

interface Place {
  readonly cwd: string;
  readonly emit: (told: Told) => void;
}

/** This machine, as the command line and the environment describe it. */
export function processWorld(output: Terminal, { cwd, emit }: Place): World {
  const { FFMPEG_PATH, PATH, STORYCUT_CONFIG } = process.env;
  return machine({
    ...{ cwd, emit, ffmpegPath: FFMPEG_PATH, path: PATH },
    ...{ env: process.env, configFile: output.config() ?? (STORYCUT_CONFIG || undefined) },
  });
}

/** For verbs that make nothing: there are no events to tell. */
export const quietWorld = (output: Terminal): World =>
  processWorld(output, { cwd: process.cwd(), emit: () => undefined });
