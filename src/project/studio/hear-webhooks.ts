import type { StudioSettings } from '../../config/config.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { OpenedStudio } from '../machine/studio.ts';
import { cannotListen } from '../machine/studio-problems.ts';
import type { World } from '../machine/world.ts';
import { type ServedWebhooks, serveWebhooks } from './serve-webhooks.ts';

/**
 * Tells all machines of a studio what providers tell this one, if its config file says where it listens. `refused`: why a call was
 * not believed, as a sentence.
 */
export async function hearWebhooks(
  world: World,
  studio: OpenedStudio,
  { webhooks: { listen } = {} }: StudioSettings,
  refused: (provider: string, why: string) => void,
): Promise<Result<ServedWebhooks | undefined, Diagnostic>> {
  if (listen === undefined) return ok(undefined);
  const providers = await world.providers();
  const served = await serveWebhooks({
    ...{ listen, env: world.env, clock: world.clock, refused },
    known: providers.ok ? providers.value.known : new Map(),
    hint: async (id) => (await studio.hint(id)).ok,
  });
  return served.ok ? served : err(cannotListen(listen, served.error));
}
