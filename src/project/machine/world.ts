import type { StudioSettings } from '../../config/config.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Clock, Environment, Random } from '../../core/ports.ts';
import type { Result } from '../../core/result.ts';
import type { Tools } from '../../media/tools.ts';
import type { Announcer } from '../events/announcer.ts';
import type { FilmEvent } from '../events/film-event.ts';
import type { Providers } from './providers.ts';
import type { OpenedStudio } from './studio.ts';

/** The project's access to the machine; `cli/` makes it, tests may make another. */
export interface World {
  /** The working folder: the user's paths are relative to it. */
  readonly cwd: string;
  readonly clock: Clock;
  readonly random: Random;
  /** Finds ffmpeg, once. */
  readonly tools: () => Promise<Result<Tools, Diagnostic>>;
  /** Reads the config file, once. */
  readonly providers: () => Promise<Result<Providers, readonly Diagnostic[]>>;
  /** Opens a studio, once. */
  readonly studio: (settings: StudioSettings) => Promise<Result<OpenedStudio, Diagnostic>>;
  /** Where keys are. */
  readonly env: Environment;
  /** Announces an event of the run that this world is for. */
  readonly emit: (event: FilmEvent) => void;
  /** Announces the events of all runs, also to late subscribers. */
  readonly announcer: Announcer;
}
