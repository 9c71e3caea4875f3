import type { Intent } from '../store/record.ts';
import type { LoadedFilm } from './film.ts';

/**
 * Ids of the segments whose footage only stands in for some that was really made before, for the segment or, should
 * it have been renamed since, for its prompt.
 */
export function standIns({ storyboard, providers }: LoadedFilm, made: readonly Intent[]): readonly string[] {
  const standsIn = (provider: string): boolean => providers.data.get(provider)?.standsIn ?? false;
  const real = made.filter(({ request }) => !standsIn(request.provider));
  const segments = new Set(real.map(({ segment }) => segment));
  const prompts = new Set(real.map(({ request }) => request.prompt));
  return storyboard.segments
    .filter(
      ({ id, provider, source }) =>
        'prompt' in source && standsIn(provider) && (segments.has(id) || prompts.has(source.prompt)),
    )
    .map(({ id }) => id);
}
