import { randomBytes } from 'node:crypto';
import type { Clock, Environment, Random } from '../../core/ports.ts';
import type { ProviderKind } from '../../providers/kind.ts';
import { announcer } from '../events/announcer.ts';
import type { Told } from '../events/film-event.ts';
import { loadProviders } from './providers.ts';
import type { World } from './world.ts';

export interface MachineSettings {
  /** The working folder, absolute. */
  readonly cwd: string;
  /** Receives every event. */
  readonly emit?: (told: Told) => void;
  /** The ffmpeg to use, whatever else is installed. */
  readonly ffmpegPath?: string | undefined;
  /** Folders to look for them in, as in the environment variable PATH. */
  readonly path?: string | undefined;
  /** The config file, if it is not the default one. */
  readonly configFile?: string | undefined;
  /** Environment variables: where the default config file and the user's state folder are, and keys. */
  readonly env?: Environment;
  /** Kinds of provider in addition to the built-in ones. */
  readonly providers?: readonly ProviderKind[];
}

/** The real machine: its clock, its chance, its ffmpeg. */
export function machine(settings: MachineSettings): World {
  let tools: ReturnType<World['tools']> | undefined;
  let providers: ReturnType<World['providers']> | undefined;
  let studio: ReturnType<World['studio']> | undefined;
  const { cwd, env = {}, configFile, providers: added = [] } = settings;
  const all = announcer(clock, random);
  if (settings.emit) all.subscribe(settings.emit);
  return {
    cwd,
    env,
    emit: all.begin(),
    announcer: all,
    clock,
    random,
    tools: () => {
      tools ??= findToolsWith(settings);
      return tools;
    },
    providers: () => {
      providers ??= loadProviders({ cwd, env, configFile, added });
      return providers;
    },
    studio: (stated) => {
      studio ??= import('./studio.ts').then(({ openStudioAt }) => openStudioAt(stated, clock));
      return studio;
    },
  };
}

async function findToolsWith({ ffmpegPath, path }: MachineSettings): ReturnType<World['tools']> {
  const { findTools } = await import('../../media/tools.ts');
  return await findTools({
    ...(ffmpegPath && { ffmpegPath }),
    ...(path && { path }),
  });
}

const clock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  // Not that of `timers/promises`, which makes an error with a stack for each sleep that ends early, and most do.
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      signal?.addEventListener('abort', wake);
    }),
};

const random: Random = {
  next: () => Math.random(),
  id: () => randomBytes(8).toString('hex'),
};
