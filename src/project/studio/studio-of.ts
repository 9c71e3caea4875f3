import type { StudioSettings } from '../../config/config.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { OpenedStudio } from '../machine/studio.ts';
import { noStudio } from '../machine/studio-problems.ts';
import type { World } from '../machine/world.ts';

/** The studio that the config file names, and what is asked of it. */
export async function askStudio<T>(
  world: World,
  work: (studio: OpenedStudio, settings: StudioSettings) => Promise<Result<T, Diagnostic>>,
): Promise<Result<T, readonly Diagnostic[]>> {
  const providers = await world.providers();
  if (!providers.ok) return providers;
  const { studio: settings } = providers.value;
  if (settings === undefined) return err([noStudio]);
  const opened = await world.studio(settings);
  if (!opened.ok) return err([opened.error]);
  const done = await work(opened.value, settings);
  return done.ok ? ok(done.value) : err([done.error]);
}
