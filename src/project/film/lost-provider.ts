import type { Diagnostic } from '../../core/diagnostic.ts';
import { grouped } from '../../core/grouped.ts';
import { listed, say, says } from '../../core/sentence.ts';
import type { Store } from '../../store/store.ts';
import type { Providers } from '../machine/providers.ts';
import type { LocatedStoryboard } from '../naming/locate.ts';

/**
 * A warning for each provider that jobs of the film are at and that nobody can ask any more, since its entry was renamed or removed.
 * What is in flight there stays reserved, and the same footage would be ordered, and paid for, from the provider that the storyboard names now.
 */
export function lostProviders(
  { located, providers }: { readonly located: LocatedStoryboard; readonly providers: Providers },
  store: Pick<Store, 'attempts' | 'namesOf'>,
): readonly Diagnostic[] {
  const names = store.namesOf(located.name);
  const waiting = [...store.attempts()].filter(
    ({ kind, intent }) =>
      (kind === 'open' || kind === 'accepted') &&
      names.has(intent.storyboard) &&
      !providers.known.has(intent.request.provider),
  );
  return [...grouped(waiting, ({ intent }) => intent.request.provider)].map(([provider, own]) =>
    providerLost(provider, [...new Set(own.map(({ intent }) => intent.segment))]),
  );
}

export const providerLost = (provider: string, segments: readonly string[]): Diagnostic => ({
  severity: 'warning',
  code: 'unknown-provider',
  ...says(
    say`There is no provider "${{ provider }}" any more, and jobs of ${listed({ segments })} are there: nobody asks for them, and a run orders the same again elsewhere.`,
    say`Put it back into the config file, or give it its old name there and in the storyboard: the next run then fetches what is made. \`storycut status --json\` has the ids of the jobs.`,
  ),
});
