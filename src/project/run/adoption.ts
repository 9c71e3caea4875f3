import type { Diagnostic } from '../../core/diagnostic.ts';
import { type Sentence, say, says } from '../../core/sentence.ts';
import { likenessOf } from '../../executor/likeness.ts';
import type { Provider } from '../../providers/provider.ts';
import type { Intent } from '../../store/record.ts';
import type { LoadedFilm } from '../film/film.ts';
import { openAt } from '../machine/providers.ts';
import type { World } from '../machine/world.ts';

/** Asks the provider why a job that the user named may not be the one that an intent requested; empty: no doubts. */
export async function doubtsAbout(
  remote: string,
  intent: Intent,
  { world, film }: { readonly world: World; readonly film: LoadedFilm },
): Promise<readonly Diagnostic[]> {
  const known = film.providers.known.get(intent.request.provider);
  if (known === undefined) {
    return [
      doubt(
        intent,
        say`There is no provider named ${{ provider: intent.request.provider }} to ask about it.`,
      ),
    ];
  }
  const tools = await world.tools();
  if (!tools.ok) return [tools.error];
  const workplace = { tools: tools.value, folder: film.state, clock: world.clock, env: world.env };
  const provider = await openAt(known, workplace);
  return provider.ok ? askAbout(remote, intent, provider.value) : provider.error;
}

async function askAbout(remote: string, intent: Intent, provider: Provider): Promise<readonly Diagnostic[]> {
  const { name } = provider.data;
  const looked = await provider.look?.(remote, new AbortController().signal);
  switch (looked?.kind) {
    // The provider can't tell.
    case undefined:
      return [];
    case 'gone':
      return [doubt(intent, say`${{ provider: name }} has no job ${{ remote }}.`)];
    case 'unreachable':
      return [doubt(intent, { text: looked.failure.message, params: looked.failure.params ?? {} })];
    case 'found': {
      // A provider gives the length of an extension with or without its source.
      const holds = intent.kind === 'extend' ? looked.job.seconds : undefined;
      const { differs } = likenessOf(looked.job, intent, holds ?? intent.request.seconds);
      return differs.length === 0
        ? []
        : [
            doubt(
              intent,
              say`The job ${{ remote }} at ${{ provider: name }} is not what was asked for: ${{ differs }}.`,
            ),
          ];
    }
  }
}

const doubt = (intent: Intent, message: Sentence): Diagnostic => ({
  severity: 'error',
  code: 'job-misfit',
  segment: intent.segment,
  ...says(message, say`Check the id; \`--force\` adopts the job anyway.`),
});
